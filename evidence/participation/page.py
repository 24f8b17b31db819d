"""All that the page of participation says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.models import SubAction
from actions.moved import Moved, read_moved
from actions.recurring import Record, record_of

from .breakdowns import Breakdown, read_breakdowns
from .filters import sessions_url
from .goal import BRIEFINGS, Goal, counted_sub_action, read_goal
from .models import Audience


@dataclass(frozen=True)
class Participation:
    """All that the page of participation says."""

    goal: Goal | None
    moved: list[Moved]
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
        # So that the breakdowns add up to what stands above them.
        audiences = audiences.within(goal.pace.target.first_day, goal.pace.target.last_day)
    return Participation(
        goal,
        read_moved(goal.sub_action) if goal else [],
        _read_briefings(on),
        audiences.total(),
        sessions_url(**days),
        read_breakdowns(audiences, **days),
    )


def _read_briefings(on: date) -> tuple[SubAction, Record] | None:
    """The elected members' briefings: which were due and held, and which is next."""
    sub_action = counted_sub_action(BRIEFINGS)
    return (
        (sub_action, record_of(sub_action, sub_action.occurrences.all(), on))
        if sub_action
        else None
    )
