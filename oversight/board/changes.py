"""What has changed since the last Board, in titles and from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.words import day
from actions.groups import Group
from evidence.agreed.parts import Part
from evidence.agreed.since import Changed, Way

from .work import Work

# What the page shows one of, in this order.
SHOWN = (Way.WORSE, Way.BETTER, Way.SILENT)
NOT_KNOWN_NOW = {Part.SILENT: "no update", Part.UNREVIEWED: "past its review"}
OF_A_BODY = {
    Part.BODY_BADLY: "a body’s part does not go well",
    Part.BODY_SILENT: "a body’s part is not known",
    Part.BODY_UNKEPT: "a body’s part is not kept",
}


@dataclass(frozen=True)
class Line:
    """A change as a line: the work, its mark and word then, and its mark and word now."""

    work: Work
    way: Way
    group_then: Group
    word_then: str
    word_now: str
    on: date | None

    @property
    def when(self) -> str:
        if self.on is None:
            return ""
        return f"last confirmed {day(self.on)}" if self.way == Way.SILENT else day(self.on)


def lines_of(changes: Iterable[Changed]) -> list[Line]:
    """The changes as lines, the newest first."""
    found = [_line(change) for change in changes]
    return sorted(found, key=lambda line: line.on or date.min, reverse=True)


def narrowed(lines: list[Line], way: str | None, foundation: str | None) -> list[Line]:
    """Those lines that went one way, and those of one foundation by its key, where asked for."""
    return [
        line
        for line in lines
        if (way not in Way.values or line.way == way)
        and (not foundation or foundation in line.work.foundations)
    ]


def newest_of_each(lines: list[Line]) -> list[Line]:
    """The newest line that became worse, better and silent, as far as there are."""
    firsts = (next((line for line in lines if line.way == way), None) for way in SHOWN)
    return [line for line in firsts if line]


def _line(change: Changed) -> Line:
    work = change.sub_action
    return Line(
        work=work,
        way=change.way,
        group_then=change.before,
        word_then=change.status_before.short,
        word_now=NOT_KNOWN_NOW.get(work.part) or _word_now(change),
        on=_day_of(work),
    )


def _day_of(work: Work) -> date | None:
    """When that was said which is new of it: by the whole, or by the body that is silent."""
    if work.part in OF_A_BODY:
        silent = work.body_said and work.body_said < work.fresh_from
        return work.body_said if silent else None
    return work.counted_confirmed if work.part in NOT_KNOWN_NOW else work.reported_on


def _word_now(change: Changed) -> str:
    if words := OF_A_BODY.get(change.sub_action.part):
        return words
    if change.status_before != change.status_after:
        return change.status_after.short
    # The same word in another group would tell nothing: then the group says what is new.
    return "past its date" if change.sub_action.is_late else change.after.label.lower()
