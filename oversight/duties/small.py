"""How the figures of a measure are written in what leaves the building."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from accounts.words import day, written
from evidence.measures.models import Measure

from ..rounds.outside import Measured
from ..small.people import MEASURE
from ..small.reading import read_decided_now
from ..small.rule import Decided, Hidden, key_of

Figures = list[tuple[date, Decimal | None]]


def read_amounts(rows: Iterable[Measure]) -> Callable[[Measure, date, Decimal], str]:
    """A function that writes what a measure (read with its series) was on which day, as it may
    leave: of counts of people, the same ones are hidden as in all else that leaves.
    """
    counting = [row for row in rows if row.counts_people]
    decided = read_decided_now([_measured(row) for row in counting]) if counting else None
    return lambda row, on, number: _amount(decided, row, on, number)


def _amount(decided: Decided | None, row: Measure, on: date, number: Decimal) -> str:
    cell = decided.cell(key_of(MEASURE, str(row.pk), f"{on}")) if row.counts_people else number
    return f"{cell if isinstance(cell, Hidden) else written(cell)} on {day(on)}"


def _measured(row: Measure) -> Measured:
    began: Figures = [] if row.baseline is None else [(row.baseline_on, row.baseline)]
    figures = dict([*began, *((one.on, one.number) for one in row.actuals.all())])
    return Measured(row.pk, "", row.name, row.unit, True, sorted(figures.items()))
