"""The Board's page as a file: a line a sub-action, of which each number can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.spreadsheet import Cell
from actions.groups import Group
from actions.status import Status
from evidence.agreed.parts import Part, WhenHeard
from evidence.agreed.since import Way
from foundations.names import first_words

from .figures import Standing
from .work import WORDING, Work

COLUMNS = [
    "Sub-action", "Wording", "Plan", "Group", "Within its group", "Status",
    "Without a date or target", "No target", "No owner", "Heard", "Foundations", "Service",
    "Since the last Board",
]  # fmt: skip


def lines_of(found: Standing, names: dict[str, str]) -> Iterator[list[Cell]]:
    """The lines of the file: what is in a group, then what is in none. `names` are those of the
    foundations by key.
    """
    ways = found.ways
    for row in [*found.rows, *found.none]:
        yield _line(row, names, ways.get(row.pk))


def _line(row: Work, names: dict[str, str], way: Way | None) -> list[Cell]:
    return [
        row.key,
        first_words(row.title, WORDING),
        "Added by the council" if row.is_local else "Published",
        Group(row.group).label if row.group else "",
        Part(row.part).label if row.part else "",
        Status(row.status).label,
        *(_yes(held) for held in (row.undated, row.no_target, row.no_owner)),
        WhenHeard(row.when_heard).label,
        ", ".join(name for key, name in names.items() if key in row.foundations),
        row.service_name or "",
        way.label if way else "",
    ]


def _yes(held: bool) -> str:
    return "Yes" if held else "No"
