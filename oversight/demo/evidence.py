"""The demo council's evidence: made up as well, and added through the same service as real
evidence.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from actions.models import ProgressUpdate
from evidence.items.services import add_evidence
from foundations.models import FrameworkItem

from .council import Demo

DAYS = ("dated_on", "review_on")
ITEMS = ("supports", "fundamentals")


def add_what_reports_need(demo: Demo) -> None:
    """Evidence that stands by itself; “being kept” can be reported only once there is evidence of
    voice.
    """
    add(demo, [row for row in demo.data["evidence"] if "beside" not in row])


def add_what_stands_beside_reports(demo: Demo) -> None:
    """Evidence that belongs to one update, on the first thing that it supports."""
    add(demo, [row for row in demo.data["evidence"] if "beside" in row])
    demo.say(f"Demo council: {len(demo.data['evidence'])} items of evidence.")


def add(demo: Demo, rows: list[dict]) -> None:
    for row in rows:
        values = {name: value for name, value in row.items() if name not in ("by", "day", "beside")}
        values |= {name: demo.day(row[name]) for name in DAYS if name in row}
        values |= {name: items(row.get(name, [])) for name in ITEMS}
        if "number" in row:
            values["number"] = Decimal(row["number"])
        if "beside" in row:
            values["update"] = update_of(row["supports"][0], demo.day(row["beside"]))
        add_evidence(by=demo.people[row["by"]], on=demo.day(row["day"]), **values)


def items(keys: list[str]) -> list[FrameworkItem]:
    """The items of the framework with these keys, in their order."""
    found = {
        item.key: item
        for item in FrameworkItem.objects.filter(key__in=keys).select_related("parent")
    }
    return [found[key] for key in keys]


def update_of(key: str, posted_on: date) -> ProgressUpdate:
    """The update of that day."""
    return ProgressUpdate.objects.current().get(sub_action__item__key=key, posted_on=posted_on)
