"""All that the page of participation says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading, nothing, read
from actions.models import SubAction
from actions.moved import Moved, reading_moved
from actions.recurring import Record, record_of
from evidence.heard.counting import Counts, reading_counts
from evidence.models import Audience, Heard, Session
from evidence.participation.breakdowns import Breakdown, reading_breakdowns
from evidence.participation.chart import Drawing, draw
from evidence.participation.filters import ANY_PART, sessions_url
from evidence.participation.goal import (
    BRIEFINGS,
    PARTICIPANTS,
    Goal,
    days_of,
    reading_counted,
    reading_goal,
)
from evidence.participation.pace import target_of

from ..asked.reading import Waiting, readings_of_waiting, waiting_of

RECENT = 4


@dataclass(frozen=True)
class Participation:
    """All that the page of participation says; what falls into a period is of the days that count
    for the target, if they are set.
    """

    goal: Goal | None
    chart: dict[str, Drawing]
    moved: list[Moved]
    briefings: tuple[SubAction, Record] | None
    said: Counts
    # All that the product asks of this person, which the one list of it shows; None for others.
    waiting: Waiting | None
    recent: list[Session]
    # How many sessions there are in all, how many of them in the period, and at how many of those
    # people with lived experience designed or delivered it: of sessions, never of people.
    sessions: dict[str, int]
    total: int
    total_url: str
    lived_url: str
    audience: Breakdown
    breakdowns: list[Breakdown]

    @property
    def period(self) -> str:
        """The days on which all of them fall, in words; empty for any day."""
        return self.goal.pace.between if self.goal and self.goal.pace else ""


def read_participation(user: User, on: date, page: str | None = None) -> Participation:
    """Participation as this person may read it, as on a day; with this page of the services."""
    counted, briefed = read(reading_counted(PARTICIPANTS), reading_counted(BRIEFINGS))
    target, audiences = target_of(counted) if counted else None, Audience.objects.current()
    days, since, until = days_of(target), None, None
    if target:
        since, until = target.first_day, target.last_day
        # So that the breakdowns add up to what stands above them.
        audiences = audiences.within(since, until)
    # Those who can ask the groups again are told here, on the page that they open with.
    asks = may(user, "log_heard")
    goal, moved, briefings, said, recent, sessions, attended, *asked = read(
        reading_goal(counted, on) if counted else nothing(),
        reading_moved(counted) if counted else nothing(),
        _reading_briefings(briefed, on) if briefed else nothing(),
        reading_counts(Heard.objects.visible_to(user), on),
        _reading_recent(),
        _reading_sessions(since, until),
        reading_breakdowns(user.newest_seal, audiences, **days),
        *(readings_of_waiting(user, on) if asks else ()),
    )
    audience, by_service, *others = attended
    return Participation(
        goal=goal,
        chart=draw(goal.pace) if goal and goal.pace else {},
        moved=moved or [],
        briefings=briefings,
        said=said,
        waiting=waiting_of(asked) if asked else None,
        recent=recent,
        sessions=sessions,
        total=sum(row.number for row in audience.rows),
        total_url=sessions_url(**days),
        lived_url=sessions_url(**days, lived=ANY_PART),
        audience=audience,
        breakdowns=[by_service.on_page(page), *others],
    )


def _reading_recent() -> Reading:
    return list((yield Session.objects.current().for_list()[:RECENT]))


def _reading_sessions(since: date | None, until: date | None) -> Reading:
    (found,) = yield Session.objects.current().counts(since, until)
    return found


def _reading_briefings(sub_action: SubAction, on: date) -> Reading:
    """The elected members' briefings: which were due and held, and which is next."""
    return sub_action, record_of(sub_action, (yield sub_action.occurrences.all()), on)
