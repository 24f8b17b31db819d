"""A measure as a small drawing beside its newest figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.words import written

from ..measures.course import Course

WIDTH, RIGHT, TOP, BOTTOM = 344, 288, 16, 68


@dataclass(frozen=True)
class Spark:
    """The line of a measure's figures with its targets as open squares."""

    course: Course

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day drawn."""
        days = [on for on, _number in self._points]
        return min(days), max(days)

    @property
    def _points(self) -> list[tuple[date, Decimal]]:
        points = [point for one in self.course.series for point in one["points"]]
        return [(on, number) for on, number in points if number is not None]

    def _place(self, on: date, number: Decimal) -> tuple[float, float]:
        first, last = self.days
        numbers = [Decimal(0), *(known for _on, known in self._points)]
        low, high = min(numbers), max(numbers)
        x = 4 + (on - first).days / ((last - first).days or 1) * (RIGHT - 4)
        y = BOTTOM - float((number - low) / ((high - low) or 1)) * (BOTTOM - TOP)
        return round(x, 1), round(y, 1)

    @property
    def lines(self) -> list[str]:
        """The pieces of the line between the days on which it was not known."""
        pieces = [[]]
        for on, number in self.course.series[0]["points"]:
            if number is None:
                pieces.append([])
            else:
                pieces[-1].append("{},{}".format(*self._place(on, number)))
        return [" ".join(piece) for piece in pieces if len(piece) > 1]

    @property
    def last(self) -> dict:
        """Where the newest figure stands, and what it is."""
        newest = self.course.newest
        x, y = self._place(newest.on, newest.number)
        return {"x": x, "y": y, "words": written(newest.number)}

    @property
    def targets(self) -> list[dict]:
        """Where the targets stand; the last one says its number."""
        placed = [self._place(row.due_on, row.number) for row in self.course.targets]
        return [{"x": x - 3.5, "y": y - 3.5} for x, y in placed]

    @property
    def last_target(self) -> dict | None:
        """The number of the last target, where it is not hidden by the newest figure."""
        if not self.course.targets:
            return None
        target = self.course.targets[-1]
        x, y = self._place(target.due_on, target.number)
        return {"x": x + 8, "y": y + 4, "words": written(target.number)}


def spark_of(course: Course) -> Spark | None:
    """The drawing of a measure; None without two figures to join."""
    known = [number for _on, number in course.series[0]["points"] if number is not None]
    return Spark(course) if course.newest and len(known) > 1 else None
