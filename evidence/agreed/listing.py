"""The list of sub-actions: each as its row says it, and what stands around the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, F, Q, QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read, read_one, totals
from accounts.words import day
from actions.attention import LATE, attention
from actions.contradictions import sentences
from actions.filters import SubActionFilter
from actions.groups import SAID_BADLY, Group
from actions.models import SubAction
from actions.recurring import interval_of
from actions.standing import Standing, awaits_date, standing
from actions.status import GOES_WELL, SETTLED, Kind, Status
from foundations.names import first_words

from .parts import ENDED, Part, WhenHeard, mark_of, part_of, with_parts

TITLE_LENGTH = 110
COUNTED = [
    *("pk", "asked", "group", "is_agreed", "is_replaced", "when_heard", "fresh_from"),
    *("counted_kind", "counted_status", "counted_due", "counted_confirmed"),
]
# The lists that a reader of one may want next.
OTHERS = (LATE, "stale", "not-reported", "no-owner", "no-target")
SAID_OF_ITSELF = (*SAID_BADLY, Status.STOPPED, Status.NOT_STARTED)
NOTES = {
    Part.CLAIMED: "not yet agreed",
    Part.LAPSED: "agreed, but not borne out since",
    Part.UNREVIEWED: "its review has passed",
}


@dataclass(frozen=True)
class Row:
    """A sub-action in a list: its mark, how it goes in a `word` with what is added to it, and for
    how many days it is late.
    """

    sub_action: SubAction
    standing: Standing
    group: str
    part: str
    is_heard: bool
    days_late: int
    when: str

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
        return "Missed" if self.sub_action.kind == Kind.RECURRING else "Not going well"

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


def reading_rows(pks: Collection[int], on: date) -> Reading:
    """The rows of the sub-actions with these ids by their id, as a part of a page."""
    listed, counted = yield _listed(on, asked=pks), _counted(on, asked=pks)
    return {row.sub_action.pk: row for row in _rows(listed, counted, on)}


def _reading_rows(listed: Iterable[SubAction], on: date) -> Reading:
    return _rows(listed, (yield _counted(on, asked=[row.pk for row in listed])), on)


@prepared
def _listed(on: date) -> QuerySet:
    return SubAction.objects.for_row().annotate(asked=F("pk"))


@prepared
def _with_owners(on: date) -> QuerySet:
    return SubAction.objects.for_list().annotate(asked=F("pk"))


@prepared
def _counted(on: date) -> QuerySet:
    rows = with_parts(SubAction.objects.order_by(), on)
    return rows.annotate(asked=F("pk")).values(*COUNTED)


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


@dataclass(frozen=True)
class OtherList:
    """Another list with its length."""

    words: str
    filters: str
    number: int


@dataclass(frozen=True)
class Listing:
    """The page of the list: `total` is how many there are of which these are some; `owed` how many
    are to be done; `going_well` how many of those listed are said to go well.
    """

    filter: SubActionFilter
    page: Page
    rows: list[Row]
    total: int
    owed: int
    going_well: int
    services: list[OtherList]
    others: list[OtherList]

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @cached_property
    def is_late(self) -> bool:
        return bool(self.filter.chosen and self.filter.chosen.key == LATE)

    @property
    def figure(self) -> str:
        """How many are listed, and of how many."""
        number = self.number
        said = f"{number:,} of {self.total:,}" if self.filter.shown else f"{number:,}"
        noun = "sub-action" if (self.total if self.filter.shown else number) == 1 else "sub-actions"
        if not self.is_late:
            return f"{said} {noun}"
        return f"{said} {noun} {'is past its' if number == 1 else 'are past their'} date"

    @property
    def contradicted(self) -> str:
        """How many of the late ones are said to go well."""
        well = self.going_well
        if not self.is_late or not well:
            return ""
        if self.number == 1:
            return "it is still reported as on track"
        some = f"{well:,} of the {self.number:,} {'is' if well == 1 else 'are'}"
        return f"{some} still reported as on track"

    @property
    def meaning(self) -> tuple[str, str]:
        """What counts as what is listed: the words, and a sentence; empty where they need none."""
        group = self._given("group")
        if group in Group.values:
            return Group(group).label.lower(), Group(group).meaning
        chosen = self.filter.chosen
        return (chosen.words.lower(), chosen.meaning) if chosen and chosen.meaning else ("", "")

    def _given(self, name: str) -> str:
        return self.filter.form.cleaned_data.get(name) or ""


def read_listing(listed: SubActionFilter, page: Page, on: date) -> Listing:
    """Everything that the list of sub-actions says under its filters."""
    counts, (services, well), rows = read(
        _reading_counts(on),
        _reading_services(listed) if listed.shown else _no_services(),
        _reading_page(page, on),
    )
    return Listing(
        filter=listed,
        page=page,
        rows=rows,
        total=counts["owed" if _is_owed(listed) else "every"],
        owed=counts["owed"],
        going_well=well,
        services=services,
        others=[
            OtherList(attention(key).words, f"?attention={key}", counts[key])
            for key in OTHERS
            if not (listed.chosen and listed.chosen.key == key)
        ],
    )


def _is_owed(listed: SubActionFilter) -> bool:
    """Whether the filters leave only what is to be done."""
    group = listed.given.get("group")
    return bool(listed.chosen or (group and group not in ENDED))


def _reading_page(page: Page, on: date) -> Reading:
    """The rows of a page of ids, in its order; afterwards it is a page of the sub-actions."""
    pks = yield page.object_list
    listed, counted = yield _with_owners(on, asked=pks), _counted(on, asked=pks)
    found = {row.pk: row for row in listed}
    # One that was taken away between the two statements is on no page.
    page.object_list = [found[pk] for pk in pks if pk in found]
    return _rows(page.object_list, counted, on)


def _reading_counts(on: date) -> Reading:
    """How many there are, how many are to be done, and how long each of the other lists is."""
    (found,) = yield _counts(on)
    return {name.replace("_", "-"): number for name, number in found.items()}


@prepared
def _counts(on: date) -> QuerySet:
    every = SubAction.objects.order_by()
    lists = {key.replace("-", "_"): attention(key).rows(every, on) for key in OTHERS}
    lists["owed"] = every.to_be_done()
    columns = {name: _number_of(rows) for name, rows in lists.items()}
    return totals(every, every=Count("pk"), **columns)


def _number_of(rows) -> Count:
    return Count("pk", filter=Q(pk__in=rows.order_by().values("pk")))


def _no_services() -> Reading:
    yield from ()
    return [], 0


def _reading_services(listed: SubActionFilter) -> Reading:
    """How many of those listed each service keeps, the most first; and how many of all of them are
    said to go well.
    """
    rows = SubAction.objects.filter(pk__in=listed.qs.order_by().values("pk")).order_by()
    counted = rows.values_list("service__name", "service__key").annotate(
        number=Count("pk"), well=Count("pk", filter=Q(status__in=GOES_WELL))
    )
    counted = yield counted
    found = sorted(counted, key=lambda row: (-row[2], row[0] or ""))
    return [
        OtherList(name or "No service", _with_service(listed, key), number)
        for name, key, number, _well in found
    ], sum(well for _name, _key, _number, well in found)


def _with_service(listed: SubActionFilter, key: str | None) -> str:
    address = listed.data.copy()
    address.pop("page", None)
    if key:
        address["service"] = key
    return f"?{address.urlencode()}" if key else ""
