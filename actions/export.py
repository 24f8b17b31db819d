"""The list of sub-actions as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accounts.spreadsheet import Cell

from .models import SubAction
from .owners import owners_of
from .querysets import SubActionQuerySet
from .standing import standing

COLUMNS = [
    "Sub-action", "Wording", "Status", "Standing", "Service", "Owners", "Due",
    "First promised and moved", "Last confirmed",
]  # fmt: skip
AT_ONCE = 500


def lines_of(rows: SubActionQuerySet, on: date) -> Iterator[list[Cell]]:
    """A line a sub-action, as its row of the list says it on a day; the rows are `for_list()`."""
    return (_line(row, on) for row in rows.iterator(AT_ONCE))


def _line(row: SubAction, on: date) -> list[Cell]:
    found = standing(row, on)
    return [
        row.key,
        row.item.title,
        row.get_status_display(),
        found.sentence,
        str(row.service or ""),
        ", ".join(str(owner) for owner in owners_of(row, on).present),
        row.due_on or "",
        " ".join(found.moved),
        row.confirmed_on or "",
    ]
