"""Which calls the demo council maps to the national story: made up, as all of it."""

from __future__ import annotations

from foundations.models import Link
from foundations.services import linking

from .council import Demo

SAYS = {"confirm": linking.confirm_link, "reject": linking.reject_link}


def map_calls(demo: Demo) -> None:
    """A few calls are confirmed for a vision statement, and one is rejected."""
    for row in demo.data["statements"]:
        link = Link.objects.get(from_item__key=row["statement"], to_item__key=row["call"])
        say = SAYS[row["says"]]
        say(by=demo.people[row["by"]], link=link, seen=link.version, reason=row["reason"])
    demo.say(f"Demo council: {len(demo.data['statements'])} links to the national story.")
