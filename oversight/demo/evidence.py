"""The demo council's evidence: made up as well, and added through the same service as real
evidence.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

from actions.models import ProgressUpdate
from evidence.items.content import content_of
from evidence.items.said import Said
from evidence.items.services import add_evidence
from foundations.models import FrameworkItem

from .council import Demo

DAYS = ("dated_on", "review_on")


def add_what_reports_need(demo: Demo) -> None:
    """Evidence that stands by itself; "being kept" can be reported only once there is evidence of
    voice.
    """
    _add(demo, [row for row in demo.data["evidence"] if "beside" not in row])


def add_what_stands_beside_reports(demo: Demo) -> None:
    """Evidence that belongs to one update, on the first thing that it supports."""
    _add(demo, [row for row in demo.data["evidence"] if "beside" in row])
    demo.say(f"Demo council: {len(demo.data['evidence'])} items of evidence.")


def _add(demo: Demo, rows: list[dict]) -> None:
    for row in rows:
        update = None
        if "beside" in row:
            update = _update_of(row["supports"][0], demo.day(row["beside"]))
        add_evidence(
            by=demo.people[row["by"]],
            on=demo.day(row["day"]),
            supports=items(row["supports"]),
            fundamentals=items(row.get("fundamentals", [])),
            content=content_of(row["medium"], _held(row)),
            said=_said(demo, row),
            update=update,
        )


def _held(row: dict) -> dict:
    return row | {"number": Decimal(row["number"])} if "number" in row else row


def _said(demo: Demo, row: dict) -> Said:
    values = {field.name: row[field.name] for field in fields(Said) if field.name in row}
    return Said(**values | {name: demo.day(row[name]) for name in DAYS if name in row})


def items(keys: list[str]) -> list[FrameworkItem]:
    """The items of the framework with these keys, in the order of the keys; raises KeyError for one
    that is not there.
    """
    found = {
        item.key: item
        for item in FrameworkItem.objects.filter(key__in=keys).select_related("parent")
    }
    return [found[key] for key in keys]


def _update_of(key: str, posted_on: date) -> ProgressUpdate:
    return ProgressUpdate.objects.current().get(sub_action__item__key=key, posted_on=posted_on)
