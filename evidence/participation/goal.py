"""The target of participants: which sub-action has it, how far it is, and what stands beside the
total.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading, totals
from actions.models import SubAction

from .filters import COUNTING, NOT_COUNTING, sessions_url
from .models import Audience
from .pace import Pace, Target, target_of
from .querysets import COUNTING as KINDS

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
    def name(self) -> str:
        return f"Sub-action {self.sub_action.key}"

    @property
    def days(self) -> dict[str, str]:
        """The days that count, as filters of the list."""
        return days_of(self.pace.target if self.pace else None)

    @property
    def url(self) -> str:
        """The list whose total is the total."""
        return sessions_url(sub_action=self.sub_action.key, audience=COUNTING, **self.days)

    @property
    def beside_url(self) -> str:
        """The list of what stands beside the total, never in it."""
        return sessions_url(sub_action=self.sub_action.key, audience=NOT_COUNTING, **self.days)


def days_of(target: Target | None) -> dict[str, str]:
    """The days that count for a target, as filters of the list of sessions."""
    return {"since": f"{target.first_day}", "until": f"{target.last_day}"} if target else {}


def reading_counted(unit: str) -> Reading:
    """The sub-action of which the source counts this; None where the framework is not loaded."""
    return next(iter((yield _with_target(timezone.localdate(), unit=unit))), None)


@prepared
def _with_target(on: date, *, unit: str) -> QuerySet:
    # The source says what it counts; no key of a sub-action stands in the code.
    rows = SubAction.objects.select_related("item__published_target", "service")
    return rows.filter(item__published_target__unit=unit)


def reading_participants(on: date) -> Reading:
    """How far the target of participants is (a Goal); None where the framework is not loaded."""
    found = yield from reading_counted(PARTICIPANTS)
    return (yield from reading_goal(found, on)) if found else None


def reading_goal(sub_action: SubAction, on: date) -> Reading:
    """The same of the sub-action that has it, as a part of its page."""
    target, audiences = target_of(sub_action), Audience.objects.current().serving(sub_action.key)
    if target:
        audiences = audiences.within(target.first_day, target.last_day)
    # By day, since the pace and its chart need the days.
    attended, (beside,) = yield (
        audiences.of_kind(COUNTING).by_day(),
        totals(audiences.of_kind(NOT_COUNTING), heads=Sum("headcount")),
    )
    attended = list(attended)
    return Goal(
        sub_action=sub_action,
        pace=Pace(target, attended, on) if target else None,
        counted=sum(heads for _held, heads in attended),
        beside=beside["heads"] or 0,
    )


def total_sentence(counted: SubAction | None, given: dict) -> str:
    """What a session just logged, as `given` to the service, makes of the total of the sub-action
    that has the target: "That makes 412 of 1,000.".
    """
    target = target_of(counted) if counted else None
    if target is None:
        return ""
    # Its own audiences, not the change of the total: somebody else may have logged meanwhile.
    if not _counts(given, counted, target):
        return f"It does not count towards the {target.number:,} of sub-action {counted.key}."
    audiences = Audience.objects.current().serving(counted.key).of_kind(COUNTING)
    total = audiences.within(target.first_day, target.last_day).total()
    return f"That makes {total:,} of {target.number:,}."


def _counts(given: dict, counted: SubAction, target: Target) -> bool:
    is_held_then = target.first_day <= given["held_on"] <= target.last_day
    came = any(heads.kind in KINDS for heads in given["audiences"])
    return is_held_then and came and counted in given["sub_actions"]
