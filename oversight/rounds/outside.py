"""What a round keeps, when it is closed, for what leaves the building beside the Board's pages:
attendances by month and audience, and the measures whose figures may be published.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from accounts.together import Reading, read_one
from evidence.models import Actual, Audience, Measure
from evidence.participation.breakdowns import MONTH

from ..board.attendances import Attendances


@dataclass(frozen=True)
class Attended:
    """Attendances of the sessions that serve the target, of a month ("2026-05") and an audience."""

    month: str
    audience: str
    heads: int


@dataclass(frozen=True)
class Measured:
    """A measure whose figures may be published, of which text (by its key); its figures in the
    order of their days, without a number where it is not known.
    """

    pk: int
    work: str
    title: str
    unit_words: str
    counts_people: bool
    figures: list[tuple[date, Decimal | None]]


@dataclass(frozen=True)
class Outside:
    """All of it."""

    attended: list[Attended] = field(default_factory=list)
    measures: list[Measured] = field(default_factory=list)


def read_outside(on: date, attendances: Attendances | None) -> Outside:
    """The same as it stands now, of this and earlier days, in one statement."""
    return read_one(_reading_outside(on, attendances))


def _reading_outside(on: date, attendances: Attendances | None) -> Reading:
    measures, actuals, attended = yield (
        Measure.objects.published().values_list(
            "pk", "item__key", "name", "unit", "counts_people", "baseline_on", "baseline"
        ),
        Actual.objects.filter(measure__in=Measure.objects.published().order_by(), on__lte=on)
        .order_by("on")
        .values_list("measure", "on", "number"),
        _attended(attendances),
    )
    figures = defaultdict(list)
    for pk, day, number in actuals:
        figures[pk].append((day, number))
    return Outside(
        [Attended(f"{month:%Y-%m}", kind, heads) for month, kind, heads in attended],
        [_measured(row, figures[row[0]]) for row in measures],
    )


def _attended(attendances: Attendances | None):
    audiences = Audience.objects.current().order_by()
    if attendances is None or attendances.pace is None:
        rows = audiences.none()
    else:
        target = attendances.pace.target
        rows = audiences.serving(attendances.work.key).within(target.first_day, target.last_day)
    rows = rows.annotate(month=MONTH).values_list("month", "kind").annotate(Sum("headcount"))
    return rows.order_by("month", "kind")


def _measured(row: tuple, figures: list) -> Measured:
    *said, began_on, began = row
    if began_on:
        figures = sorted([(began_on, began), *figures], key=lambda figure: figure[0])
    # Where something else is said for the day on which it began, that counts.
    return Measured(*said, figures=list(dict(figures).items()))
