"""The chart of a pace on the page of its sub-action, titled by its finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from ..participation.chart import Drawing, draw
from ..participation.pace import Pace


@dataclass(frozen=True)
class PaceChart:
    """A pace that has begun, with its two drawings and the finding that is its title."""

    pace: Pace
    drawings: dict[str, Drawing]

    @property
    def title(self) -> str:
        """How far from an even pace, and what is needed."""
        pace = self.pace
        apart = pace.total - pace.even
        if pace.reached_on or not pace.days_left:
            return pace.expected.rstrip(".")
        where = "On an even pace"
        if apart:
            where = f"{abs(apart):,} {'ahead of' if apart > 0 else 'behind'} an even pace"
        a_week = ceil(pace.left / pace.days_left * 7)
        return f"{where}; {a_week:,} a week would reach {pace.target.number:,}"

    @property
    def rows(self) -> list[tuple[date, int, int]]:
        """The figures: day, what was reached by then, and what an even pace would have."""
        return self.pace.rows[1:]


def chart_of(pace: Pace | None) -> PaceChart | None:
    """The chart of a pace; None before its first day."""
    drawings = draw(pace) if pace and pace.target.number else {}
    return PaceChart(pace, drawings) if drawings else None
