"""The drawing of a pace: what was reached, an even pace, and where this one leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from ..participation.pace import Pace

Points = Iterable[tuple[date, int]]
# The height of a label, below which two would touch.
LINE = 18


@dataclass(frozen=True)
class Drawing:
    """One drawing of a pace, `width` by `height` of its own units; `room` is what labels take at
    the right.
    """

    pace: Pace
    width: int
    height: int
    left: int
    room: int

    @property
    def right(self) -> int:
        return self.width - self.room

    @property
    def bottom(self) -> int:
        return self.height - 28

    @property
    def foot(self) -> int:
        """Where the days stand."""
        return self.height - 6

    @property
    def days(self) -> str:
        """How much room the days have."""
        return "j F Y" if self.width > 400 else "j M Y"

    @property
    def highest(self) -> int:
        return max(self.pace.target.number, self.pace.total)

    def x(self, on: date) -> float:
        """Where a day stands, from left to right."""
        first, last = self._points[0][0], self.pace.target.last_day
        return round(
            self.left + (on - first).days / (last - first).days * (self.right - self.left), 1
        )

    def y(self, number: int) -> float:
        """Where a number stands, from the top."""
        return round(self.bottom - number / self.highest * (self.bottom - 20), 1)

    @property
    def _points(self) -> list[tuple[date, int]]:
        return self.pace.series[0]["points"]

    @property
    def reached(self) -> str:
        return self._path(self._points)

    @property
    def even(self) -> str:
        first = self._points[0][0]
        return self._path([(first, 0), (self.pace.target.last_day, self.pace.target.number)])

    @property
    def ahead(self) -> str:
        """The dashed line on to what the pace leads to; empty where that is not known."""
        about = about_of(self.pace)
        if about is None:
            return ""
        return self._path([self._points[-1], (self.pace.target.last_day, about)])

    def _path(self, points: Points) -> str:
        return " ".join(f"{self.x(on)},{self.y(number)}" for on, number in points)

    @property
    def now(self) -> dict[str, float]:
        """Where the last point stands, and its label below or above the line."""
        on, number = self._points[-1]
        x, y = self.x(on), self.y(number)
        below = number < self.pace.target.line(on)
        # To the right of a rising line, or to its left above it.
        label = {"text_x": x + 24, "text_y": y + 24} if below else {"text_x": x, "text_y": y - 10}
        return {"x": x, "y": y, **label}

    @property
    def even_y(self) -> float:
        return self.y(self.pace.target.number) + 5

    @property
    def about_y(self) -> float:
        """Where the label of the dashed line stands, clear of the other one."""
        about = about_of(self.pace) or 0
        own = self.y(about) + 5
        return max(own, self.even_y + LINE) if about <= self.pace.target.number else own

    @property
    def marks(self) -> list[dict]:
        """The numbers at the left."""
        step = max(1, ceil(self.pace.target.number / 4))
        return [{"y": self.y(number), "number": number} for number in range(0, step * 4, step)]


def about_of(pace: Pace) -> int | None:
    """What the present pace leads to; None where the number is reached, or it is too early or too
    late to say.
    """
    early = pace.on < pace.forecast_from
    if pace.reached_on or not pace.total or not pace.days_left or early:
        return None
    # Down, never up: what falls short must not read as the target itself.
    return pace.total * pace.target.days // pace.days_gone


@dataclass(frozen=True)
class PaceChart:
    """The chart of a pace that has begun, with the finding that is its title."""

    pace: Pace

    @property
    def wide(self) -> Drawing:
        return Drawing(self.pace, width=848, height=240, left=44, room=170)

    @property
    def narrow(self) -> Drawing:
        return Drawing(self.pace, width=288, height=190, left=40, room=8)

    @property
    def title(self) -> str:
        """How far from an even pace, and what is needed."""
        pace = self.pace
        apart = pace.total - max(0, pace.target.line(pace.on))
        if pace.reached_on or not pace.days_left:
            return pace.expected.rstrip(".")
        where = "On an even pace"
        if apart:
            where = f"{abs(apart):,} {'ahead of' if apart > 0 else 'behind'} an even pace"
        a_week = ceil(pace.left / pace.days_left * 7)
        return f"{where}; {a_week:,} a week would reach {pace.target.number:,}"

    @property
    def about(self) -> int | None:
        return about_of(self.pace)

    @property
    def short(self) -> int:
        """By how much the present pace misses the number."""
        return 0 if self.about is None else max(0, self.pace.target.number - self.about)

    @property
    def sentence(self) -> str:
        """Where the pace leads."""
        if not self.short:
            return self.pace.expected
        until = f"{self.pace.target.last_day.day} {self.pace.target.last_day:%B %Y}"
        return f"At this pace about {self.about:,} by {until}, {self.short:,} short."

    @property
    def rows(self) -> list[tuple[date, int, int]]:
        """The figures: day, what was reached by then, and what an even pace would have."""
        line = self.pace.target.line
        return [(on, number, max(0, line(on))) for on, number in self.pace.series[0]["points"][1:]]


def chart_of(pace: Pace | None) -> PaceChart | None:
    """The chart of a pace; None before its first day."""
    return PaceChart(pace) if pace and pace.series and pace.target.number else None
