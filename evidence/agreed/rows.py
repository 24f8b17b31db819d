"""Sub-actions as rows of a list: what each row says, and how the rows are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read_one
from accounts.words import day
from actions.contradictions import sentences
from actions.groups import SAID_BADLY, Group
from actions.models import SubAction
from actions.recurring import interval_of
from actions.standing import Standing, awaits_date, standing
from actions.status import SETTLED, Kind, Status
from foundations.names import first_words

from .parts import Part, WhenHeard, mark_of, part_of, with_parts

TITLE_LENGTH = 110
COUNTED = [
    *("pk", "group", "by_body", "is_agreed", "is_replaced", "when_heard", "fresh_from"),
    *("counted_kind", "counted_status", "counted_due", "counted_confirmed"),
]
SAID_OF_ITSELF = (*SAID_BADLY, Status.STOPPED, Status.NOT_STARTED)
NOTES = {
    Part.CLAIMED: "not yet agreed",
    Part.LAPSED: "agreed, but not borne out since",
    Part.UNREVIEWED: "its review has passed",
    Part.BODY_BADLY: "a body’s part does not go well",
    Part.BODY_SILENT: "a body’s part is not known",
    Part.BODY_UNKEPT: "agreed, but a body’s part is not kept",
}


@dataclass(frozen=True)
class Row:
    """A sub-action in a list: its mark, how it goes in a `word` with what is added to it, and for
    how many days it is late; `last_owner` says who owned it last, `felt` what is said beside its
    status, where a list asks for it.
    """

    sub_action: SubAction
    standing: Standing
    group: str
    part: str
    is_heard: bool
    days_late: int
    when: str
    last_owner: str = ""
    felt: object = None

    @property
    def title(self) -> str:
        return first_words(self.sub_action.item.title, TITLE_LENGTH)

    @property
    def mark(self) -> str:
        return mark_of(self.group, self.part)

    @property
    def group_words(self) -> str:
        return Group(self.group).label if self.group else "Not counted"

    @property
    def says_itself(self) -> bool:
        """Whether the status says of itself what the group is."""
        said = self.sub_action.status
        if self.group == Group.NOT_GOING_WELL:
            return said in SAID_OF_ITSELF
        return self.group != Group.NOT_KNOWN or said == Status.NOT_REPORTED

    @property
    def word(self) -> str:
        if self.sub_action.replaced_by_id:
            return "Replaced"
        if self.says_itself:
            return Status(self.sub_action.status).short.capitalize()
        if self.group == Group.NOT_KNOWN:
            return "Not known"
        if self.days_late:
            return "Late"
        missed = self.sub_action.kind == Kind.RECURRING and self.part != Part.BODY_BADLY
        return "Missed" if missed else "Not going well"

    @property
    def says_late(self) -> bool:
        """Whether the word says no more than the days do."""
        return bool(self.days_late) and self.word == "Late"

    @property
    def notes(self) -> list[str]:
        """What is added to the word: what was reported, if that is another; whether it is agreed;
        and what else contradicts it.
        """
        reported = "" if self.says_itself else self._reported
        heard = self.is_heard or self.sub_action.status != Status.COMPLETE
        unheard = "" if heard else "not yet heard"
        other = [] if self.sub_action.replaced_by_id else sentences(self.sub_action)
        return [*filter(None, [reported, NOTES.get(self.part), unheard]), *other]

    @property
    def _reported(self) -> str:
        status = Status(self.sub_action.status)
        return "never reported" if status == Status.NOT_REPORTED else f"reported as {status.short}"


def read_rows(sub_actions: Iterable[SubAction], on: date) -> list[Row]:
    """The rows of these sub-actions, which were read `for_row()`, in one statement more."""
    return read_one(_reading_rows(list(sub_actions), on))


def reading_rows(pks: Collection[int], on: date, items: Collection[int] = ()) -> Reading:
    """The rows of the sub-actions with these ids, or whose texts have these, by their own id; as a
    part of a page.
    """
    return (yield from _reading(_listed, pks, items, on))


def reading_rows_with_owners(
    pks: Collection[int], on: date, items: Collection[int] = ()
) -> Reading:
    """The same, of sub-actions that were read `for_list()`."""
    return (yield from _reading(_with_owners, pks, items, on))


def _reading(
    make: Callable[..., QuerySet], pks: Collection[int], items: Collection[int], on: date
) -> Reading:
    if not pks and not items:
        return {}
    wanted = {"pks": pks, "items": items}
    listed, counted = yield make(on, **wanted), _counted(on, **wanted)
    return {row.sub_action.pk: row for row in _rows(listed, counted, on)}


def _reading_rows(listed: Iterable[SubAction], on: date) -> Reading:
    return _rows(listed, (yield _counted(on, pks=[row.pk for row in listed], items=[])), on)


def _wanted(pks: list[int], items: list[int]) -> Q:
    return Q(pk__in=pks) | Q(item__in=items)


@prepared
def _listed(on: date, *, pks: list[int], items: list[int]) -> QuerySet:
    return SubAction.objects.for_row().filter(_wanted(pks, items))


@prepared
def _with_owners(on: date, *, pks: list[int], items: list[int]) -> QuerySet:
    return SubAction.objects.for_list().filter(_wanted(pks, items))


@prepared
def _counted(on: date, *, pks: list[int], items: list[int]) -> QuerySet:
    rows = SubAction.objects.filter(_wanted(pks, items)).order_by()
    return with_parts(rows, on).values(*COUNTED)


def _rows(listed: Iterable[SubAction], counted: QuerySet, on: date) -> list[Row]:
    found = {row["pk"]: row for row in counted}
    return [_row(row, found[row.pk], on) for row in listed if row.pk in found]


def _row(row: SubAction, counted: dict, on: date) -> Row:
    said = standing(row, on)
    return Row(
        sub_action=row,
        standing=said,
        group=counted["group"],
        part=part_of(counted, on),
        is_heard=counted["when_heard"] != WhenHeard.NOT_YET,
        days_late=(on - row.due_on).days if said.late else 0,
        when=_when(row, said, on),
    )


def _when(row: SubAction, said: Standing, on: date) -> str:
    """Its dates in a few words; what has ended says why."""
    if row.replaced_by_id or row.status in SETTLED:
        return said.dates.rstrip(".")
    if row.kind == Kind.DATED and row.due_on:
        return f"Due {day(row.due_on)}"
    if row.kind == Kind.ONGOING and row.review_on:
        return f"Review {'was ' if row.review_on < on else ''}due {day(row.review_on)}"
    if row.kind == Kind.RECURRING and (months := interval_of(row)):
        return f"Every {months} months" if months > 1 else "Every month"
    if awaits_date(row):
        passed = ", which has passed" if row.published_target.last_day < on else ""
        return f"In the plan “{row.published_target.words}”{passed}"
    return "No date set"
