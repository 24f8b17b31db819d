"""What groups in the demo council say of its work: made up, as all of it."""

from __future__ import annotations

from foundations.models import Round
from oversight.felt import services as felt

from .council import Demo
from .evidence import items

SAID = ("said", "people", "words")


def say_what_is_felt(demo: Demo, opened: Round, row: dict) -> None:
    """What groups were asked about in a round, before it is closed, and what they said, if they
    have said it by then.
    """
    for entry in row.get("felt", []):
        by, on = demo.people[entry["by"]], demo.day(entry["day"])
        (item,) = items([entry["item"]])
        chosen = felt.choose(by=by, round=opened, item=item, on=on)
        if "said" in entry:
            said = {name: entry[name] for name in SAID if name in entry}
            felt.say(by=by, chosen=chosen, seen=1, talked_on=on, told=True, on=on, **said)
