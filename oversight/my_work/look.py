"""How a sub-action is shown: the mark of its group, the exact word, and for how long it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from actions.groups import SAID_BADLY, Group
from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed.parts import MARKS, Part, is_late, part_of, with_parts

SAID_SO = (*SAID_BADLY, Status.STOPPED, Status.NOT_STARTED)


@dataclass(frozen=True)
class Look:
    """How the Board's page counts a sub-action; `group` is None for what is in none of the four."""

    group: Group | None
    part: Part | str
    status: Status
    late_by: int
    late_since: date | None
    missed: bool

    @property
    def mark(self) -> str:
        return MARKS.get(self.part) or self.group or Group.NOT_KNOWN

    @property
    def is_bad(self) -> bool:
        return self.group == Group.NOT_GOING_WELL

    @property
    def word(self) -> str:
        """The exact word beside the mark: what was said, unless the rule counts it otherwise."""
        if self.status == Status.NOT_REPORTED and not self.is_bad:
            return "Not reported"
        if self.group == Group.NOT_KNOWN:
            return self.group.label
        if self.is_bad and self.status not in SAID_SO:
            return "Late" if self.late_by else "Missed" if self.missed else self.group.label
        return self.status.short.capitalize()

    @property
    def said(self) -> str:
        """What was said, where the word beside the mark is another; else empty."""
        if self.status == Status.NOT_REPORTED or self.word.lower() == self.status.short:
            return ""
        return self.status.short


def look_of(row: SubAction, on: date) -> Look:
    """How a sub-action that was read by `with_parts()` is shown on a day."""
    columns = vars(row)
    group = Group(row.group) if row.group in Group.values else None
    status, late = Status(row.counted_status), bool(group) and is_late(columns, on)
    bad = group == Group.NOT_GOING_WELL and not row.by_body
    return Look(
        group=group,
        part=part_of(columns | {"group": group}, on),
        status=status,
        late_by=(on - row.counted_due).days if late else 0,
        late_since=row.counted_due if late else None,
        missed=bad and not late and row.counted_kind == Kind.RECURRING and status not in SAID_SO,
    )


def reading_look(found: SubAction, on: date) -> Reading:
    """How a sub-action is shown on a day, as a part of a page."""
    (row,) = yield _with_parts(on, pk=found.pk)
    return look_of(row, on)


@prepared
def _with_parts(on: date, *, pk: int) -> QuerySet:
    return with_parts(SubAction.objects.filter(pk=pk).order_by(), on)
