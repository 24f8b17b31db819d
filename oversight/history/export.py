"""The history as a file, a line a change."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from accounts.database import read_as_written
from accounts.spreadsheet import Cell

from .reading import read_differences

COLUMNS = [
    "Line", "When", "Who", "What was done", "Of what", "Key", "Before", "After", "Passage removed",
    "Seal",
]  # fmt: skip
WRITTEN = (
    *("id", "made_at", "actor_email", "act", "thing", "key"),
    *("before", "after", "removed", "seal"),
)
SECOND = len("2026-12-31 23:59:59")


def lines_of(rows: QuerySet) -> Iterator[list[Cell]]:
    """The lines of the file, in the order of these rows, read as they are written."""
    zone = timezone.get_current_timezone()
    for row in read_as_written(rows.values_list(*WRITTEN)):
        number, made_at, who, act, thing, key, before, after, removed, seal = row
        changed = read_differences(thing, before, after)
        yield [
            number,
            made_at.astimezone(zone).isoformat(" ")[:SECOND],
            who,
            act,
            thing,
            key,
            "\n".join([f"{label}: {said}" for label, said, _after in changed]),
            "\n".join([f"{label}: {said}" for label, _before, said in changed]),
            "yes" if removed else "",
            seal,
        ]
