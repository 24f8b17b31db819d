"""How participation goes: the total against the target, what stands beside it, and the
breakdowns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from actions.models import SubAction
from actions.recurring import Record, record_of

from .filters import COUNTING, NO_SERVICE, NOT_COUNTING
from .models import Audience, AudienceKind, Session, SessionKind
from .pace import Pace, target_of
from .querysets import AudienceQuerySet

# What the source counts tells which sub-action is about participants, and which about members'
# briefings.
PARTICIPANTS, BRIEFINGS = "participants", "briefings"


@dataclass(frozen=True)
class Goal:
    """The sub-action whose target counts participants, and its pace once the council has set a
    start.
    """

    sub_action: SubAction
    pace: Pace | None
    counted: int
    beside: int

    @property
    def days(self) -> dict[str, str]:
        """The days that count, as filters of the list."""
        target = self.pace and self.pace.target
        return {"since": f"{target.first_day}", "until": f"{target.last_day}"} if target else {}

    @property
    def url(self) -> str:
        """The list whose total is the total."""
        return listed(sub_action=self.sub_action.key, audience=COUNTING, **self.days)

    @property
    def beside_url(self) -> str:
        """The list of what stands beside the total, never in it."""
        return listed(sub_action=self.sub_action.key, audience=NOT_COUNTING, **self.days)


@dataclass(frozen=True)
class Breakdown:
    """Attendances by one thing: rows for a chart, each opening the list whose total it is."""

    id: str
    title: str
    rows: list[dict]


def listed(**filters: str) -> str:
    """The address of the list of sessions under these filters."""
    return f"{reverse('sessions')}?{urlencode(filters)}" if filters else reverse("sessions")


def counted_sub_action(unit: str) -> SubAction | None:
    """The sub-action of which the source counts this."""
    found = SubAction.objects.filter(item__published_target__unit=unit)
    return found.select_related("item__published_target", "service").first()


def read_goal(on: date) -> Goal | None:
    """How far the target of participants is; None where the framework is not loaded."""
    sub_action = counted_sub_action(PARTICIPANTS)
    if sub_action is None:
        return None
    target, audiences = target_of(sub_action), Audience.objects.current().serving(sub_action.key)
    if target:
        audiences = audiences.within(target.first_day, target.last_day)
    attended = audiences.of_kind(COUNTING).by_day()
    return Goal(
        sub_action=sub_action,
        pace=Pace(target, attended, on) if target else None,
        counted=sum(heads for _held, heads in attended),
        beside=audiences.of_kind(NOT_COUNTING).total(),
    )


def read_briefings(on: date) -> tuple[SubAction, Record] | None:
    """The elected members' briefings: which were due and held, and which is next."""
    sub_action = counted_sub_action(BRIEFINGS)
    return (
        (sub_action, record_of(sub_action, sub_action.occurrences.all(), on))
        if sub_action
        else None
    )


@dataclass(frozen=True)
class Participation:
    """All that the page of participation says."""

    goal: Goal | None
    briefings: tuple[SubAction, Record] | None
    total: int
    total_url: str
    breakdowns: list[Breakdown]


def read_participation(on: date) -> Participation:
    """Participation as on a day; the breakdowns are of the days that count for the target, if they
    are set.
    """
    goal, audiences = read_goal(on), Audience.objects.current()
    days = goal.days if goal else {}
    if days:
        audiences = audiences.within(goal.pace.target.first_day, goal.pace.target.last_day)
    return Participation(
        goal,
        read_briefings(on),
        audiences.total(),
        listed(**days),
        read_breakdowns(audiences, **days),
    )


def total_sentence(session: Session) -> str:
    """What a session just logged makes of the total: "That makes 412 of 1,000."."""
    goal = read_goal(timezone.localdate())
    if goal is None or goal.pace is None:
        return ""
    target = goal.pace.target
    counted = session.audiences.of_kind(COUNTING).serving(goal.sub_action.key)
    if counted.within(target.first_day, target.last_day).exists():
        return f"That makes {goal.pace.total:,} of {target.number:,}."
    return f"It does not count towards the {target.number:,} of sub-action {goal.sub_action.key}."


def read_breakdowns(audiences: AudienceQuerySet, **filters: str) -> list[Breakdown]:
    """Attendances by service, audience, kind and month; `filters` are those under which the
    audiences were read.
    """
    by_month = audiences.annotate(month=TruncMonth("session__held_on"))
    services = [
        (key or NO_SERVICE, name or "No one service", number)
        for key, name, number in figures(audiences, "service__key", "service__name")
    ]
    audience_kinds = [
        (kind, AudienceKind(kind).label, number) for kind, number in figures(audiences, "kind")
    ]
    kinds = [
        (kind, SessionKind(kind).label, number)
        for kind, number in figures(audiences, "session__kind")
    ]
    months = [
        (f"{month:%Y-%m}", f"{month:%B %Y}", number) for month, number in figures(by_month, "month")
    ]
    return [
        breakdown("service", "Attendances by service", sorted(services, key=by_number), filters),
        breakdown(
            "audience", "Attendances by audience", sorted(audience_kinds, key=by_number), filters
        ),
        breakdown("kind", "Attendances by kind of session", sorted(kinds, key=by_number), filters),
        breakdown("month", "Attendances by month", sorted(months), filters),
    ]


def figures(audiences: AudienceQuerySet, *names: str) -> list[tuple]:
    """What each group is, and its attendances."""
    return list(audiences.order_by().values_list(*names).annotate(Sum("headcount")))


def by_number(group: tuple[str, str, int]) -> tuple[int, str]:
    """Sorts the largest first."""
    _value, label, number = group
    return -number, label


def breakdown(
    name: str, title: str, groups: list[tuple[str, str, int]], filters: dict[str, str]
) -> Breakdown:
    """A chart of one part a row; each figure opens the list whose total it is."""
    rows = []
    for value, label, number in groups:
        url = listed(**filters | {name: value})
        part = {"key": "plain", "label": "Attendances", "count": number, "url": url}
        rows.append({"label": label, "parts": [part]})
    return Breakdown(f"by-{name}", title, rows)
