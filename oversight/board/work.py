"""The sub-actions as the Board's page counts them: one row each, read once for all its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.http import urlencode

from accounts.prepared import prepared
from accounts.together import Reading
from accounts.words import day
from actions.filters import NO_CALL
from actions.groups import Group
from actions.models import SubAction
from actions.status import Status
from evidence.agreed.parts import MARKS, Part, WhenHeard, is_late, mark_of, part_of, with_parts
from evidence.agreed.sets import whether
from foundations.models import Kind as ItemKind
from foundations.models import Link
from foundations.names import first_words, shortened

# What the page shows of a wording, and what its file holds: no published one is longer.
NAME_LENGTH, WORDING = 48, 300
REASON_LENGTH = 80  # of the reason why one is not counted
SERVICE_LENGTH = 40  # everything must stay in one view
# Within a group: claims first, what is only at risk last.
ORDER = [
    *(Part.CLAIMED, Part.LAPSED, Part.BODY_UNKEPT, "", Part.WORSE, Part.BODY_BADLY, Part.AT_RISK),
    *(Part.NEVER, Part.SILENT, Part.UNREVIEWED, Part.BODY_SILENT),
]


@dataclass(frozen=True)
class Source:
    """What the source states of a target."""

    number: int | None
    period_months: int | None
    unit: str | None


@dataclass(frozen=True)
class Work:
    """A sub-action as it stands on a day; `group` is "" for what is stopped by a decision or
    replaced. `late_by` is for how many days its date is past; `foundations` holds the keys of
    those of which it answers a call; `body_said` is when the body that is silent longest spoke.
    """

    pk: int
    key: str
    item: int
    action_item: int
    is_local: bool
    heading: str
    text: str
    service_name: str | None
    status: str
    counted_kind: str
    counted_status: str
    counted_due: date | None
    counted_start: date | None
    reported_on: date | None
    counted_confirmed: date | None
    fresh_from: date
    group: str
    is_agreed: bool
    is_replaced: bool
    when_heard: str
    undated: bool
    dateless: bool
    is_planned: bool
    no_target: bool
    no_owner: bool
    no_service: bool
    past_due: bool
    start_on: date | None
    due_on: date | None
    target_number: int | None
    number: int | None
    period_months: int | None
    unit: str | None
    decided_by: str
    decided_on: date | None
    stop_reason: str | None
    replaced_on: date | None
    replaced_reason: str
    by_body: bool = False
    body_said: date | None = None
    kind: str = ""
    interval_months: int | None = None
    review_on: date | None = None
    target_unit: str = ""
    part: str = ""
    late_by: int = 0
    foundations: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return self.heading or self.text

    @property
    def name(self) -> str:
        return first_words(self.title, NAME_LENGTH)

    @property
    def long_name(self) -> str:
        """The name where a line has room for it."""
        return shortened(self.title)

    @property
    def service(self) -> str:
        return first_words(self.service_name or "No service yet", SERVICE_LENGTH)

    @property
    def url(self) -> str:
        return reverse("sub-action", args=[self.key])

    @property
    def published_target(self) -> Source:
        return Source(self.number, self.period_months, self.unit)

    @property
    def mark(self) -> str:
        return mark_of(self.group, self.part)

    @property
    def why_in_none(self) -> str:
        """Why one that is in no group is not counted: since when, who decided, and the reason."""
        if self.part == Part.REPLACED:
            what, why = f"replaced on {day(self.replaced_on)}", self.replaced_reason
        else:
            what = f"stopped by decision of {self.decided_by} on {day(self.decided_on)}"
            why = self.stop_reason or ""
        return f"{what}: “{first_words(why, REASON_LENGTH)}”" if why else what

    @property
    def stood(self) -> str:
        """Its group in words, and what it is within it."""
        group = Group(self.group).label if self.group else ""
        part = Part(self.part).label if self.part else ""
        return ": ".join(word for word in (group, part) if word)

    @property
    def target_words(self) -> str:
        """The council's own target, or else the source's; empty where there is none."""
        if self.target_number is not None:
            return f"{self.target_number:,} {self.target_unit or self.unit or ''}".strip()
        return "" if self.number is None else f"{self.number:,} {self.unit or ''}".strip()

    @property
    def status_words(self) -> str:
        return Status(self.status).label

    @property
    def heard_words(self) -> str:
        return WhenHeard(self.when_heard).label

    @property
    def is_heard(self) -> bool:
        return self.when_heard == WhenHeard.LATELY

    @property
    def is_late(self) -> bool:
        return self.late_by > 0

    @property
    def label(self) -> str:
        """What the mark says to who cannot see it."""
        words = Part(self.part).label if self.part in MARKS else Group(self.group).label
        return f"{self.key} {self.name}: {words}. Heard: {WhenHeard(self.when_heard).label}"


def listed(**filters: str) -> str:
    """The address of the list of sub-actions under these filters."""
    return f"{reverse('sub-actions')}?{urlencode(filters)}"


def reading_work(on: date) -> Reading:
    """Every sub-action as it stands on a day (a list of Work), in the order of the plan, in one
    statement however many there are.
    """
    links, rows = yield _answering_links(on), _rows(on)
    return _works(links, rows, on)


@prepared
def _rows(on: date) -> QuerySet:
    rows = with_parts(SubAction.objects.with_stop_reason(), on).annotate(**_columns(on))
    return rows.values(*set(Work.__dataclass_fields__) - {"part", "late_by", "foundations"})


def _works(links: QuerySet, rows: QuerySet, on: date) -> list[Work]:
    answered = _answered(links)
    return [
        Work(
            **row,
            part=part_of(row, on),
            late_by=(on - row["counted_due"]).days if row["group"] and is_late(row, on) else 0,
            foundations=answered(row["item"], row["action_item"]),
        )
        for row in rows
    ]


def _columns(on: date) -> dict:
    every = SubAction.objects.order_by()
    # As sets of their own, and by the very conditions of the lists that the figures open.
    lacking = {
        "no_target": every.without_target(),
        "no_owner": every.ownerless(on),
        "no_service": every.without_service(on),
        "past_due": every.late(on),
    }
    return {name: whether(pk__in=rows.values("pk")) for name, rows in lacking.items()} | {
        "is_planned": whether(item__published_target__last_day__isnull=False),
        "key": F("item__key"),
        "action_item": F("action__item"),
        "is_local": F("item__local"),
        "heading": F("item__heading"),
        "text": Left("item__text", WORDING + 1),
        "service_name": F("service__name"),
        "number": F("item__published_target__number"),
        "period_months": F("item__published_target__period_months"),
        "unit": F("item__published_target__unit"),
    }


def works_of(item: int, kind: str, parent: int | None, work: list[Work]) -> tuple[Work, ...]:
    """The sub-actions that a text of the work stands for, by its id, kind and the id of its parent:
    all of an action, itself, or that of which it is a criterion.
    """
    if kind == ItemKind.ACTION:
        return tuple(one for one in work if one.action_item == item)
    own = parent if kind == ItemKind.CRITERION else item
    return tuple(one for one in work if one.item == own)


@prepared
def _answering_links(on: date) -> QuerySet:
    """What answers calls: its id, that of its parent, and the key of the foundation."""
    links = Link.objects.counted().to_calls().order_by()
    ends = links.values_list("from_item", "from_item__parent", "to_item__parent__key")
    return ends.distinct()


def _answered(links: Iterable[tuple[int, int, str]]) -> Callable[[int, int], frozenset[str]]:
    """A function that gives the foundations of which a sub-action answers a call, itself, by a
    criterion or through its action.
    """
    found = defaultdict(set)
    for start, parent, foundation in links:
        found[start].add(foundation)
        found["below", parent].add(foundation)

    def answered(item: int, action_item: int) -> frozenset[str]:
        ways = (item, ("below", item), action_item)
        return frozenset(key for way in ways for key in found.get(way, ())) or frozenset({NO_CALL})

    return answered
