"""What the page of a call to action shows, read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading, read
from evidence.heard.about import reading_replies
from evidence.heard.models import Reply
from evidence.measures.course import reading_courses
from evidence.measures.services import may_measure
from foundations.coverage import Coverage, Sureness, coverage_of
from foundations.links import Linked, Reached, linked_to, pages_reached
from foundations.models import FrameworkItem
from foundations.names import call_names

from ..felt.standing import FeltThen, reading_felt_now
from ..questions.reading import Marks, reading_marks
from .evidence import SHOWN, Shown, reading_shown
from .states import Answer, CallState, state_of
from .work import reading_rows


@dataclass(frozen=True)
class Beside:
    """A call next to another: its name, and in words whether an action answers it."""

    call: FrameworkItem
    name: str

    @property
    def answered(self) -> bool:
        return self.call.sureness != Sureness.NO

    @property
    def how(self) -> str:
        return HOW[self.call.sureness]


HOW = {
    Sureness.CONFIRMED: "an action, confirmed",
    Sureness.ADDED: "an action, not yet confirmed",
    Sureness.SUGGESTED: "an action, suggested",
    Sureness.NO: "no action",
}


@dataclass(frozen=True)
class CallPage:
    """All that the page of a call shows to one person on a day."""

    call: FrameworkItem
    state: CallState
    answers: list[Answer]
    linked: Linked
    pages: list[Reached]
    foundation: list[Beside]
    coverage: Coverage
    neighbours: tuple[Beside | None, Beside | None]
    replies: list[Reply]
    more_replies: bool
    answerable: set[int]
    shown: Shown
    measures: list
    felt: FeltThen | None
    may_measure: bool
    marks: Marks


def read_call_page(call: FrameworkItem, user: User, on: date) -> CallPage:
    """Everything on the page of a call."""
    linked = linked_to(call)
    # What was said about, and what shows, the work that answers it is said of the call too.
    about = [call, *(end.item for end in linked.answers)]
    rows, (beside, place), (replies, answerable), shown, measures, felt, marks = read(
        reading_rows(about[1:], on),
        _reading_beside(call),
        reading_replies([one.pk for one in about], user, SHOWN),
        reading_shown(call, user, on, also=about[1:]),
        reading_courses(call, on),
        reading_felt_now(user.newest_seal, on),
        reading_marks(call, user),
    )
    answers = [(end, rows[end.item.pk]) for end in linked.answers]
    own = [one for one in beside if one.call.parent_id == call.parent_id]
    return CallPage(
        call=call,
        state=state_of(answers),
        answers=answers,
        linked=linked,
        pages=pages_reached(linked.touches),
        foundation=own,
        coverage=coverage_of(one.call for one in own),
        neighbours=place,
        replies=replies[:SHOWN],
        more_replies=len(replies) > SHOWN,
        answerable=answerable,
        shown=shown,
        measures=measures,
        felt=felt.get(call.pk),
        may_measure=may_measure(user, call),
        marks=marks,
    )


def _reading_beside(call: FrameworkItem) -> Reading:
    """Every call in printed order, and those before and after this one."""
    calls = list((yield _calls(timezone.localdate())))
    names = call_names(calls)
    beside = [Beside(one, names[one.pk]) for one in calls]
    place = [one.call.pk for one in beside].index(call.pk) + 1
    padded = [None, *beside, None]
    return beside, (padded[place - 1], padded[place + 1])


@prepared
def _calls(on: date) -> QuerySet:
    return FrameworkItem.objects.calls().with_sureness()
