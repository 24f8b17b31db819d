"""Each body's part of the demo council's joint work, and what it said of it."""

from __future__ import annotations

from actions.models import Share
from actions.services import shares

from .council import Demo


def speak_of_parts(demo: Demo, *, after: int, until: int = 0) -> None:
    """What was named and said in the days between two closings, the oldest first."""
    for row in demo.data["parts"]:
        if after < row["named"] <= until:
            _name(demo, row)
        for word in row["said"]:
            if after < word["day"] <= until:
                _say(demo, row, word)


def _name(demo: Demo, row: dict) -> None:
    by, whole = demo.people[row["named_by"]], demo.sub_actions[row["sub_action"]]
    service, on = demo.services[row["service"]], demo.day(row["named"])
    shares.name_share(by=by, sub_action=whole, service=service, words=row["words"], on=on)


def _say(demo: Demo, row: dict, word: dict) -> None:
    service, on = demo.services[row["service"]], demo.day(word["day"])
    share = Share.objects.get(sub_action=demo.sub_actions[row["sub_action"]], service=service)
    said = {"status": word["status"], "words": word["words"]}
    by = demo.people[row["by"]]
    shares.say_of_share(by=by, share=share, seen=share.version, on=on, **said)
