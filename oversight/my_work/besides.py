"""What stands beside a Promise Keeper's sub-actions: what nobody keeps yet, what waits for an
answer, what her services are asked for, and how far the self-assessments are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, TextChoices

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import Reading, totals
from actions.models import Need, Share, SubAction
from actions.querysets import SubActionQuerySet
from evidence.assessments.lines import Cell, Line, reading_lines
from evidence.models import HeardKind, Reply
from foundations.models import Round

# So many are read, and so many stand outside the fold.
MOST, SHOWN = 20, 3


class Square(TextChoices):
    """How far one theme of a self-assessment is."""

    SUBMITTED = "submitted", "submitted"
    BEGUN = "begun", "begun"
    EMPTY = "empty", "not begun"
    SET_ASIDE = "set-aside", "set aside"


@dataclass(frozen=True)
class Assessed:
    """How far one service is: a square for each theme, how many there are of each, and where to go
    on; None where everything is submitted.
    """

    service: Service
    squares: list[Square]
    counts: list[tuple[Square, int]]
    following: Cell | None


def reading_assessed(user: User, on: date) -> Reading:
    """The round whose self-assessment is on, with how far each of the person's services is; None
    when no round asks for it.
    """
    found = yield _newest_round(on)
    current = found[0] if found else None
    # A round that has been closed takes nothing any more, so nothing of it is owed.
    if current is None or current.is_closed:
        return None, []
    lines = yield from reading_lines(current, user.services)
    # A closed service goes on with what it has begun, and begins nothing.
    lines = [line for line in lines if line.begun or not line.service.is_closed(on)]
    return current, [_assessed(line, on) for line in lines]


@prepared
def _newest_round(on: date) -> QuerySet:
    return Round.objects.begun_assessments(on)[:1]


def _assessed(line: Line, on: date) -> Assessed:
    squares = [_square(cell) for cell in line.cells]
    counted = Counter(squares)
    counts = [(square, counted[square]) for square in Square if counted[square]]
    return Assessed(line.service, squares, counts, _following(line, squares, on))


def _following(line: Line, squares: list[Square], on: date) -> Cell | None:
    # What is begun is gone on with before anything else is begun.
    untouched = [] if line.service.is_closed(on) else [Square.EMPTY]
    for wanted in (Square.BEGUN, *untouched):
        for cell, square in zip(line.cells, squares, strict=True):
            if square == wanted:
                return cell
    return None


def _square(cell: Cell) -> Square:
    if cell.set_aside:
        return Square.SET_ASIDE
    if cell.submitted:
        return Square.SUBMITTED
    return Square.BEGUN if cell.filled else Square.EMPTY


@dataclass(frozen=True)
class Asked:
    """What waits for a person's answer: how many things, and the oldest of them."""

    number: int
    rows: list[Reply]

    @property
    def first(self) -> list[Reply]:
        return self.rows[:SHOWN]

    @property
    def others(self) -> list[Reply]:
        return self.rows[SHOWN:]

    @property
    def sentence(self) -> str:
        """How many wait: "3 groups wait for your answer"; empty where nobody does."""
        if not self.number:
            return ""
        groups = all(reply.heard.kind == HeardKind.HEARD for reply in self.rows)
        who = "group" if groups else "person or group"
        if self.number == 1:
            return f"1 {who} waits for your answer"
        return f"{self.number} {'groups' if groups else 'people or groups'} wait for your answer"


def reading_asked(user: User, on: date) -> Reading:
    """What waits for this person's answer, the oldest first."""
    (every,), rows = yield _number_owed(on, user=user), _first_owed(on, MOST, user=user)
    return Asked(every["number"], list(rows))


@prepared
def _number_owed(on: date, *, user: User) -> QuerySet:
    return totals(Reply.objects.owed_by(user), number=Count("pk"))


@prepared
def _first_owed(on: date, most: int, *, user: User) -> QuerySet:
    return Reply.objects.owed_by(user)[:most]


@dataclass(frozen=True)
class Needed:
    """What would help the work of others and a person's services must answer: how many needs, and
    those that have waited longest.
    """

    number: int
    rows: list[Need]


def reading_needed(user: User, on: date) -> Reading:
    """What this person's services are asked for, the longest first."""
    (every,), rows = yield _number_needed(on, user=user), _first_needed(on, SHOWN, user=user)
    return Needed(every["number"], list(rows))


@prepared
def _number_needed(on: date, *, user: User) -> QuerySet:
    return totals(Need.objects.asked_of(user), number=Count("pk"))


@prepared
def _first_needed(on: date, most: int, *, user: User) -> QuerySet:
    needs = Need.objects.asked_of(user).select_related("sub_action__item", "sub_action__service")
    return needs.order_by("since", "pk")[:most]


@dataclass(frozen=True)
class Parts:
    """The parts of joint sub-actions of which a person's services have to say how they go: how many
    there are, and those that have waited longest.
    """

    number: int
    rows: list[Share]


def reading_parts(user: User, on: date) -> Reading:
    """What this person's services have to say of their parts, the longest silent first."""
    (every,), rows = yield _number_of_parts(on, user=user), _first_parts(on, SHOWN, user=user)
    return Parts(every["number"], list(rows))


@prepared
def _number_of_parts(on: date, *, user: User) -> QuerySet:
    return totals(Share.objects.asked_of(user, on), number=Count("pk"))


@prepared
def _first_parts(on: date, most: int, *, user: User) -> QuerySet:
    parts = Share.objects.asked_of(user, on).select_related("sub_action__item", "service")
    return parts.order_by(F("confirmed_on").asc(nulls_first=True), "named_on", "pk")[:most]


@dataclass(frozen=True)
class Unowned:
    """Sub-actions without a service: those for which one's services are proposed, the first of
    those for which none is, and how many these are; `listed` are all that the list of sub-actions
    without a service has.
    """

    waiting: list[SubAction]
    first: list[SubAction]
    free: int
    listed: int


def reading_unowned(user: User, on: date) -> Reading:
    """What no service has taken on, as a part of a page."""
    waiting, first, (number,), (listed,) = yield (
        _proposed(on, user=user),
        _free(on, MOST),
        _number_free(on),
        _number_listed(on),
    )
    return Unowned(list(waiting), list(first), number["number"], listed["number"])


def _without_service() -> SubActionQuerySet:
    rows = SubAction.objects.select_related("item", "proposed_service", "proposed_by")
    return rows.filter(service=None)


@prepared
def _proposed(on: date, *, user: User) -> QuerySet:
    return _without_service().filter(proposed_service__in=user.services)


@prepared
def _free(on: date, most: int) -> QuerySet:
    return _without_service().filter(proposed_service=None)[:most]


@prepared
def _number_free(on: date) -> QuerySet:
    free = SubAction.objects.filter(service=None, proposed_service=None)
    return totals(free, number=Count("pk"))


@prepared
def _number_listed(on: date) -> QuerySet:
    return totals(SubAction.objects.without_service(on), number=Count("pk"))
