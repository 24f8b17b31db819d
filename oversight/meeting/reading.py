"""What the agenda of the next meeting says, read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from accounts.kept import kept
from accounts.models import User
from accounts.together import Reading, read, totals
from actions.models import Need, WhoActs
from evidence.agreed.since import Way

from ..board.changes import Line, lines_of
from ..board.figures import Standing, read_standing
from ..questions.decisions import Decision
from ..questions.models import Question, Turn
from ..questions.reading import Row

# So many of each stand on the agenda; its number says how many there are, and a list has them all.
LISTED = 15


@dataclass(frozen=True)
class Point:
    """One point of the agenda: what stands under it, and how many there are of it."""

    rows: list
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


@dataclass(frozen=True)
class Agenda:
    """What the Board comes to, in its order."""

    last_board: date | None
    decisions: Point
    settled: Point
    questions: Point
    needs: Point
    worse: Point

    @property
    def is_empty(self) -> bool:
        points = (self.decisions, self.settled, self.questions, self.needs, self.worse)
        return not any(point.number for point in points)


def read_agenda(user: User, on: date) -> Agenda:
    """The agenda as of a day; it is the same for everybody, and kept until somebody saves."""
    return _agenda(user.newest_seal, on)


@kept
def _agenda(on: date) -> Agenda:
    standing = read_standing(on)
    last = standing.last_board.closed_on if standing.last_board else None
    settled = Decision.objects.settled()
    settled = settled.filter(outcome_on__gte=last) if last else settled
    needs = Need.objects.waiting().filter(who_acts=WhoActs.BOARD).order_by("since", "pk")
    decisions, ended, questions, needed = read(
        _reading_point(Decision.objects.open().for_page()),
        _reading_point(settled.for_page()),
        _reading_questions(),
        _reading_point(needs.for_page()),
    )
    worse = _worse(standing)
    return Agenda(last, decisions, ended, questions, needed, Point(worse[:LISTED], len(worse)))


def _reading_point(rows: QuerySet) -> Reading:
    found, (every,) = yield rows[:LISTED], totals(rows, number=Count("pk"))
    return Point(list(found), every["number"])


def _reading_questions() -> Reading:
    point = yield from _reading_point(Question.objects.open().for_page())
    turns = Turn.objects.filter(question__in=[one.pk for one in point.rows])
    said = yield turns.select_related("said_by", "service")
    # On paper nobody presses anything; the page of each question has what may be done.
    rows = [Row(one, _of(said, one), False, False, False) for one in point.rows]
    return Point(rows, point.number)


def _of(turns: QuerySet, question: Question) -> list[Turn]:
    return [turn for turn in turns if turn.question_id == question.pk]


def _worse(standing: Standing) -> list[Line]:
    """What became worse since the last Board, the newest first."""
    return [line for line in lines_of(standing.changes) if line.way == Way.WORSE]
