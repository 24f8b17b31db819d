"""What groups say of the answers, in totals: never so few that an answer is one group's."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.together import Reading, totals

from ..models import Heard
from .models import Verdict

# Services see no smaller number, nor two from which one could be worked out.
FEWEST = 5


@dataclass(frozen=True)
class Verdicts:
    """How many answers groups have judged, and how many of them were real ones (`yes`) or not
    (`no`); None is what is not shown.
    """

    number: int | None
    yes: int | None
    no: int | None


def for_services(yes: int, no: int) -> Verdicts:
    """What everybody may read but the Champions Board staff. Nought is a small number too: it says
    of each group what it said.
    """
    is_shown = min(yes, no) >= FEWEST
    number = yes + no if yes + no >= FEWEST else None
    return Verdicts(number, yes if is_shown else None, no if is_shown else None)


def verdicts_of(heard: Heard) -> QuerySet:
    """What the group says of each answer: for the Champions Board staff alone."""
    return _counted().filter(reply__heard=heard)


def _counted() -> QuerySet:
    # Of a code that was withdrawn nobody knows who held it.
    return Verdict.objects.filter(code__withdrawn_on=None).order_by()


def reading_verdicts(*, is_staff: bool) -> Reading:
    """The totals of all services together, as Champions Board staff (`is_staff`) or others read
    them. There is one total and none of a service or an answer, from which with the others a small
    number could be worked out.
    """
    real = Q(is_real=True)
    (found,) = yield totals(
        _counted(),
        yes=Count("pk", filter=real),
        no=Count("pk", filter=~real),
    )
    yes, no = found["yes"], found["no"]
    return Verdicts(yes + no, yes, no) if is_staff else for_services(yes, no)
