"""What has changed since the last Board: the closing day of the last progress round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from actions.groups import Group
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.status import Status
from foundations.models import Round

from .models import ClosingRow
from .sets import with_group


class Way(TextChoices):
    BETTER = "better", "Better"
    WORSE = "worse", "Worse"
    SILENT = "silent", "Silent"
    SAME = "same", "Another status, the same group"


@dataclass(frozen=True)
class Changed:
    """A sub-action that stands otherwise than at the last Board."""

    sub_action: SubAction
    way: Way
    before: Group
    after: Group
    status_before: Status
    status_after: Status


@dataclass(frozen=True)
class Since:
    """The changes since a closing, in the order of the plan."""

    board: Round
    changes: list[Changed]

    def of(self, way: Way) -> list[Changed]:
        return [change for change in self.changes if change.way == way]


def last_board(on: date) -> Round | None:
    """The last round that asked for progress and was closed by that day; `closed_on` is the day."""
    closed = Round.objects.filter(asks_progress=True, closed_on__lte=on)
    return closed.order_by("-closed_on", "-pk").first()


def read_since(rows: SubActionQuerySet, on: date) -> Since | None:
    """How these sub-actions have changed since the last Board, in three statements; None before
    the first.

    What was in no group then or is in none now, and what was added since, is no change of group.
    """
    board = last_board(on)
    if board is None:
        return None
    kept = {row.sub_action_id: row for row in ClosingRow.objects.filter(round=board)}
    pairs = [(row, kept.get(row.pk)) for row in with_group(rows, on).select_related("item")]
    changes = [_change(row, then) for row, then in pairs if then and then.group and row.group]
    return Since(board, [change for change in changes if change])


def _change(row: SubAction, then: ClosingRow) -> Changed | None:
    if (row.group, row.status) == (then.group, then.status):
        return None
    before, after = Group(then.group), Group(row.group)
    return Changed(
        sub_action=row,
        way=_way(before, after),
        before=before,
        after=after,
        status_before=Status(then.status),
        status_after=Status(row.status),
    )


def _way(before: Group, after: Group) -> Way:
    if before == after:
        return Way.SAME
    # Whoever says nothing more has become silent, neither better nor worse.
    if after == Group.NOT_KNOWN:
        return Way.SILENT
    return Way.BETTER if after.rank > before.rank else Way.WORSE
