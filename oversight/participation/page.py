"""All that the page of participation says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import may
from actions.models import SubAction
from actions.moved import Moved, read_moved
from actions.recurring import Record, record_of
from evidence.heard.counting import Counts, read_counts
from evidence.items.lapsing import Lapse, read_lapses
from evidence.models import Audience, EvidenceItem, Heard, Session
from evidence.participation.breakdowns import Breakdown, read_breakdowns
from evidence.participation.chart import Drawing, draw
from evidence.participation.filters import ANY_PART, sessions_url
from evidence.participation.goal import BRIEFINGS, Goal, counted_sub_action, read_goal

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
    lapses: list[Lapse]
    # How many items of evidence this person could look at, so that others may see them.
    unseen: int
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


def read_participation(user: User, on: date) -> Participation:
    """Participation as this person may read it, as on a day."""
    goal, audiences = read_goal(on), Audience.objects.current()
    days, since, until = goal.days if goal else {}, None, None
    if days:
        since, until = goal.pace.target.first_day, goal.pace.target.last_day
        # So that the breakdowns add up to what stands above them.
        audiences = audiences.within(since, until)
    audience, *others = read_breakdowns(audiences, **days)
    # Those who can ask the groups again are told here, on the page that they open with.
    asks = may(user, "log_heard")
    return Participation(
        goal=goal,
        chart=draw(goal.pace) if goal and goal.pace else {},
        moved=read_moved(goal.sub_action) if goal else [],
        briefings=_read_briefings(on),
        said=read_counts(Heard.objects.visible_to(user), on),
        lapses=read_lapses(SubAction.objects.all(), on) if asks else [],
        unseen=_count_unseen(user) if asks else 0,
        recent=list(Session.objects.current().for_list()[:RECENT]),
        sessions=Session.objects.current().counts(since, until),
        total=sum(row.number for row in audience.rows),
        total_url=sessions_url(**days),
        lived_url=sessions_url(**days, lived=ANY_PART),
        audience=audience,
        breakdowns=others,
    )


def _count_unseen(user: User) -> int:
    waiting = EvidenceItem.objects.current().visible_to(user).awaiting_second_look()
    return waiting.exclude(added_by=user).count()


def _read_briefings(on: date) -> tuple[SubAction, Record] | None:
    """The elected members' briefings: which were due and held, and which is next."""
    sub_action = counted_sub_action(BRIEFINGS)
    return (
        (sub_action, record_of(sub_action, sub_action.occurrences.all(), on))
        if sub_action
        else None
    )
