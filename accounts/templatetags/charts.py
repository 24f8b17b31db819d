"""A chart of lines over days, with the table it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django import template

from ..words import written

register = template.Library()

Number = Decimal | int
# The chart's own units: the drawing is 400 wide and grows with the page.
RIGHT, TOP, BOTTOM, SIGN_WIDTH = 380, 14, 210, 8
STEPS = (2, 5, 10, 20)


@dataclass(frozen=True)
class Scale:
    """Where days and numbers stand in the drawing."""

    first_day: date
    last_day: date
    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def marks(self) -> list[Decimal]:
        return [
            self.low + self.step * mark
            for mark in range(int((self.high - self.low) / self.step) + 1)
        ]

    @property
    def left(self) -> int:
        # Room for the longest number beside the lines.
        return 12 + SIGN_WIDTH * max(len(written(number)) for number in self.marks)

    def x(self, day: date) -> float:
        # A single day stands at the left.
        days = (self.last_day - self.first_day).days or 1
        return round(self.left + (day - self.first_day).days / days * (RIGHT - self.left), 1)

    def y(self, number: Number) -> float:
        return round(
            BOTTOM - float((number - self.low) / (self.high - self.low)) * (BOTTOM - TOP), 1
        )


@register.inclusion_tag("components/_line_chart.html")
def line_chart(*, id: str, title: str, series: Iterable[dict], sentence: str = "") -> dict:
    """Lines over days with their table.

    A series is {"label", "key": "actual" or "target", "points": [(day, number), …]}, its points in
    order of their days. An actual line is solid with dots, a target dashed without. A number that
    is None, of a day on which it was not known, is a gap in the line. Without any number nothing is
    drawn.
    """
    series = [one for one in series if _known(one)]
    chart = {"id": id, "title": title, "sentence": sentence, "series": series}
    if not series:
        return chart
    scale = _scale_of(series)
    return chart | {
        "lines": [_line(one, scale) for one in series],
        "left": scale.left,
        "marks": [{"y": scale.y(number), "text": written(number)} for number in scale.marks],
        "days": _day_ticks(scale),
        "rows": _table(series),
    }


def _known(one: dict) -> list[Number]:
    return [number for _day, number in one["points"] if number is not None]


def _scale_of(series: list[dict]) -> Scale:
    """The days and numbers that all series span, out to the next mark; zero is always among the
    numbers.
    """
    days = [day for one in series for day, _number in one["points"]]
    numbers = [Decimal(0), *(Decimal(number) for one in series for number in _known(one))]
    step = _step_of(max(numbers) - min(numbers))
    low = (min(numbers) / step).to_integral_value(ROUND_FLOOR) * step
    high = (max(numbers) / step).to_integral_value(ROUND_CEILING) * step
    # A scale without height would divide by nought.
    return Scale(min(days), max(days), low, max(high, low + step), step)


def _step_of(span: Decimal) -> Decimal:
    """A round number that marks a scale of this span about five times."""
    if not span:
        return Decimal(1)
    size = Decimal(10) ** (span.adjusted() - 1)
    return next(size * step for step in STEPS if span <= 5 * size * step)


def _day_ticks(scale: Scale) -> list[dict]:
    # Where both are the same day, the latter entry wins.
    ends = {scale.last_day: "end", scale.first_day: "start"}
    return [{"day": day, "x": scale.x(day), "anchor": anchor} for day, anchor in ends.items()]


def _line(one: dict, scale: Scale) -> dict:
    """A series with the pieces of its line between the gaps, and the points that are marked."""
    pieces = [[]]
    for day, number in one["points"]:
        if number is None:
            pieces.append([])
        else:
            pieces[-1].append((scale.x(day), scale.y(number)))
    paths = [" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if piece]
    # A piece of one point would not be seen without its mark.
    marked = [
        point for piece in pieces for point in piece if one["key"] == "actual" or len(piece) == 1
    ]
    return one | {"paths": paths, "dots": marked}


def _table(series: list[dict]) -> list[dict]:
    """A row a day, with the number of each series on it, as text; empty where a series has none."""
    columns = [dict(one["points"]) for one in series]
    days = sorted({day for column in columns for day in column})
    return [{"day": day, "numbers": [_cell(column, day) for column in columns]} for day in days]


def _cell(column: dict[date, Number | None], day: date) -> str:
    """What a series says of a day: its number, that it is not known, or nothing."""
    if day not in column:
        return ""
    return "Not known" if column[day] is None else written(column[day])
