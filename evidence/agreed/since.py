"""What has changed since the last Board: the closing day of the last progress round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import QuerySet, TextChoices

from accounts.prepared import prepared
from accounts.together import Reading
from actions.groups import Group
from actions.status import Status
from foundations.models import Edition


class Way(TextChoices):
    BETTER = "better", "Better"
    WORSE = "worse", "Worse"
    SILENT = "silent", "No longer known"
    SAME = "same", "Another status, the same group"


class Standing(Protocol):
    """What is compared: any row with the group, or "" for none, and the status of a day."""

    pk: int
    group: str
    status: str


@dataclass(frozen=True)
class Changed:
    """A sub-action that stands otherwise than at the last Board."""

    sub_action: Standing
    way: Way
    before: Group
    after: Group
    status_before: Status
    status_after: Status


@dataclass(frozen=True)
class Board:
    """The last Board: its day, and how each sub-action stood then, as group and status by id."""

    closed_on: date
    then: dict[int, tuple[str, str]]

    def number(self, group: Group) -> int:
        """How many were in a group then."""
        return sum(found == group for found, _status in self.then.values())

    def changes(self, rows: Iterable[Standing]) -> list[Changed]:
        """How these rows of today differ from it, in their order.

        What was in no group then or is in none now, and what was added since, is no change of
        group.
        """
        pairs = [(row, self.then.get(row.pk)) for row in rows]
        found = [_change(row, *then) for row, then in pairs if then and then[0] and row.group]
        return [change for change in found if change]


def reading_last_board(on: date) -> Reading:
    """How everything stood at the last Board (a Board), in one statement; None before the first."""
    found = list((yield _rows_then(on)))
    if not found:
        return None
    # A round that was closed while there was no work has no rows, and was a Board all the same.
    then = {pk: (group, status) for _day, pk, group, status in found if pk}
    return Board(found[0][0], then)


@prepared
def _rows_then(on: date) -> QuerySet:
    rows = Edition.objects.filter(pk__in=_closed(on).values("pk")[:1]).order_by()
    kept = [f"closing_rows__{name}" for name in ("sub_action", "group", "status")]
    return rows.values_list("closed_on", *kept)


def _closed(on: date) -> QuerySet:
    return Edition.objects.boards().filter(closed_on__lte=on)


def _change(row: Standing, group_then: str, status_then: str) -> Changed | None:
    if (row.group, row.status) == (group_then, status_then):
        return None
    before, after = Group(group_then), Group(row.group)
    return Changed(
        sub_action=row,
        way=_way(before, after),
        before=before,
        after=after,
        status_before=Status(status_then),
        status_after=Status(row.status),
    )


def _way(before: Group, after: Group) -> Way:
    if before == after:
        return Way.SAME
    # Whoever says nothing more has become silent, neither better nor worse.
    if after == Group.NOT_KNOWN:
        return Way.SILENT
    return Way.BETTER if after.rank > before.rank else Way.WORSE
