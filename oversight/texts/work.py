"""How the work goes that stands at the other end of a link, and who is responsible for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read_one
from accounts.words import day
from actions.groups import WORST_FIRST, Group
from actions.models import Move, SubAction
from actions.moved import terms_of
from actions.status import SETTLED, Status
from evidence.agreed.parts import Part
from foundations.joining import WORK
from foundations.models import FrameworkItem, Kind

from ..board.work import Work, reading_work, works_of
from ..felt.standing import FeltThen, felt_of, newest

# What a group alone does not tell, beside the word of the status.
DETAILS = {
    Part.CLAIMED: ", not yet agreed",
    Part.LAPSED: ", agreed, but not borne out since",
    Part.UNREVIEWED: ", its review has passed",
    Part.BODY_BADLY: ", but a body’s part does not go well",
    Part.BODY_SILENT: ", but a body’s part is not known",
    Part.BODY_UNKEPT: ", agreed, but a body’s part is not kept",
    Part.STOPPED: " by decision",
    Part.REPLACED: ", replaced by another",
}
# Names in the row of an action, which stands for all its sub-actions.
MOST_NAMED = 5
NOBODY = "No service is responsible yet"


@dataclass(frozen=True)
class Row:
    """One action, sub-action or criterion among what answers a text: `works` are the sub-actions
    that it stands for, `owners` the names of those who own one of them today, `moved` what was
    promised first of a sub-action and how it was moved, `felt` what a group says of it.
    """

    item: FrameworkItem
    works: tuple[Work, ...]
    owners: tuple[str, ...]
    moved: tuple[str, ...]
    felt: FeltThen | None = None

    @property
    def is_action(self) -> bool:
        return self.item.kind == Kind.ACTION

    @property
    def worst(self) -> Work | None:
        """The one that goes worst of those that are in a group."""
        counted = [work for work in self.works if work.group]
        return min(counted, key=_rank, default=self.works[0] if self.works else None)

    @property
    def mark(self) -> str:
        """The mark of its group; that of what is not known where it has none."""
        worst = self.worst
        return (worst.mark if worst else "") or Group.NOT_KNOWN

    @property
    def words(self) -> str:
        """The status; of an action how many of its sub-actions are in which group."""
        if not self.is_action:
            status = Status(self.worst.status) if self.worst else Status.NOT_REPORTED
            return status.short.capitalize()
        number = len(self.works)
        if not number:
            return "No sub-actions yet"
        return f"{number} sub-action{'' if number == 1 else 's'}: {in_groups(self.works)}"

    @property
    def detail(self) -> str:
        """What goes on after the status: whether it is agreed or late, and its date."""
        work = self.worst
        if self.is_action or work is None:
            return ""
        return f"{_after_the_status(work)}.{_due(work)}"

    @property
    def confirmed_on(self) -> date | None:
        """When somebody last said how it goes."""
        said = [work.counted_confirmed for work in self.works if work.counted_confirmed]
        return max(said, default=None)

    @property
    def services(self) -> str:
        names = dict.fromkeys(work.service_name for work in self.works if work.service_name)
        return "; ".join(_some(list(names), "services")) or NOBODY

    @property
    def named(self) -> list[str]:
        """The owners, as many as can be read through."""
        return _some(self.owners, "people")

    @property
    def responsible(self) -> str:
        """Who answers for it, the owners' names and their service; empty where no service does."""
        return "" if self.services == NOBODY else ", ".join([*self.named, self.services])


def _some(names: Sequence[str], what: str) -> list[str]:
    """These names; of more than can be read through the first, and how many there are besides."""
    left = len(names) - MOST_NAMED
    return [*names] if left <= 1 else [*names[:MOST_NAMED], f"and {left:,} more {what}"]


def _rank(work: Work) -> int:
    return WORST_FIRST.index(work.group)


def _after_the_status(work: Work) -> str:
    if work.group == Group.KEPT:
        return ", agreed"
    if work.is_late:
        return f", {work.late_by} {'day' if work.late_by == 1 else 'days'} late"
    if work.part == Part.SILENT and work.counted_confirmed:
        return f" on {day(work.counted_confirmed)}, not confirmed since"
    return DETAILS.get(work.part, "")


def _due(work: Work) -> str:
    if work.due_on and work.status not in SETTLED:
        return f" Due {day(work.due_on)}."
    return ""


def in_groups(works: Iterable[Work]) -> str:
    """How many sub-actions are in which group, the best first: "1 kept, 2 not known"."""
    counts = Counter(work.group for work in works)
    parts = [(counts[group], Group(group).label.lower()) for group in reversed(WORST_FIRST)]
    parts.append((counts[""], "stopped or replaced"))
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def read_rows(items: Iterable[FrameworkItem], on: date) -> dict[int, Row]:
    """How each action, sub-action and criterion among these goes on a day, by its id, in four
    statements however many there are. Criteria were read with their `parent`.
    """
    return read_one(reading_rows(items, on))


def reading_rows(items: Iterable[FrameworkItem], on: date) -> Reading:
    """The same, as a part of a page."""
    wanted = [item for item in items if item.kind in WORK]
    if not wanted:
        return {}
    return (yield from reading_rows_of(wanted, (yield from reading_work(on)), on))


def reading_rows_of(items: Iterable[FrameworkItem], work: list[Work], on: date) -> Reading:
    """The same of actions, sub-actions and criteria, where it is known how all work goes."""
    wanted = {item.pk: item for item in items}
    found = {
        item.pk: works_of(item.pk, item.kind, item.parent_id, work) for item in wanted.values()
    }
    pks = {one.pk for works in found.values() for one in works}
    pairs, moved, felt = yield (
        _owner_names(on, pks=pks),
        _moves(on, pks=pks),
        newest(on),
    )
    felt = felt_of(felt)
    owners, moves = _by_key(pairs), _in_words(moved)
    return {
        pk: Row(
            wanted[pk],
            works,
            _each_once(name for one in works for name in owners[one.pk]),
            # Of an action they would not say which of its sub-actions they are of.
            moves[works[0].pk] if len(works) == 1 and wanted[pk].kind != Kind.ACTION else (),
            felt.get(pk),
        )
        for pk, works in found.items()
    }


@prepared
def _owner_names(on: date, *, pks: list[int]) -> QuerySet:
    return SubAction.objects.filter(pk__in=pks).owner_names(on)


@prepared
def _moves(on: date, *, pks: list[int]) -> QuerySet:
    return Move.objects.filter(sub_action__in=pks).select_related("made_by")


def _by_key(pairs: Iterable[tuple[int, object]]) -> dict[int, list]:
    found = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(value)
    return found


def _in_words(moved: Iterable[Move]) -> dict[int, tuple[str, ...]]:
    moves = _by_key((move.sub_action_id, move) for move in moved)
    found = {pk: tuple(one.with_reason for one in terms_of(own)) for pk, own in moves.items()}
    return defaultdict(tuple, found)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
