"""A chart of lines over days, with the table it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django import template

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
        """The numbers at which the scale is marked."""
        return [self.low + self.step * mark for mark in range(int((self.high - self.low) / self.step) + 1)]

    @property
    def left(self) -> int:
        """Where the lines begin: beside the longest number."""
        return 12 + SIGN_WIDTH * max(len(in_words(number)) for number in self.marks)

    def x(self, day: date) -> float:
        days = (self.last_day - self.first_day).days or 1
        return round(self.left + (day - self.first_day).days / days * (RIGHT - self.left), 1)

    def y(self, number: Number) -> float:
        return round(BOTTOM - float((number - self.low) / (self.high - self.low)) * (BOTTOM - TOP), 1)


@register.inclusion_tag("components/_line_chart.html")
def line_chart(*, id: str, title: str, series: Iterable[dict], sentence: str = "") -> dict:
    """Lines over days with their table.

    A series is {"label", "key": "actual" or "target", "points": [(day, number), …]}, its points in order of
    their days. An actual line is solid with dots, a target dashed without. Without any point nothing is drawn.
    """
    series = [one for one in series if one["points"]]
    chart = {"id": id, "title": title, "sentence": sentence, "series": series}
    if not series:
        return chart
    scale = scale_of(series)
    return chart | {
        "lines": [line(one, scale) for one in series],
        "left": scale.left,
        "marks": [{"y": scale.y(number), "text": in_words(number)} for number in scale.marks],
        "days": day_ticks(scale),
        "rows": table(series),
    }


def scale_of(series: list[dict]) -> Scale:
    """The days and numbers that all series span, out to the next mark; zero is always among the numbers."""
    days = [day for one in series for day, _number in one["points"]]
    numbers = [Decimal(0), *(Decimal(number) for one in series for _day, number in one["points"])]
    step = step_of(max(numbers) - min(numbers))
    low = (min(numbers) / step).to_integral_value(ROUND_FLOOR) * step
    high = (max(numbers) / step).to_integral_value(ROUND_CEILING) * step
    return Scale(min(days), max(days), low, max(high, low + step), step)


def step_of(span: Decimal) -> Decimal:
    """A round number that marks a scale of this span about five times."""
    if not span:
        return Decimal(1)
    size = Decimal(10) ** (span.adjusted() - 1)
    return next(size * step for step in STEPS if span <= 5 * size * step)


def day_ticks(scale: Scale) -> list[dict]:
    """The first and the last day, or the only one."""
    ends = {scale.last_day: "end", scale.first_day: "start"}
    return [{"day": day, "x": scale.x(day), "anchor": anchor} for day, anchor in ends.items()]


def line(one: dict, scale: Scale) -> dict:
    """A series with the places of its points."""
    places = [(scale.x(day), scale.y(number)) for day, number in one["points"]]
    return one | {"path": " ".join(f"{x},{y}" for x, y in places), "dots": places if one["key"] == "actual" else []}


def table(series: list[dict]) -> list[dict]:
    """A row a day, with the number of each series on it, as text; empty where a series has none."""
    columns = [dict(one["points"]) for one in series]
    days = sorted({day for column in columns for day in column})
    return [{"day": day, "numbers": [in_words(column.get(day)) for column in columns]} for day in days]


def in_words(number: Number | None) -> str:
    """1,000 or 2.5: no zeros after the point that say nothing."""
    if number is None:
        return ""
    text = f"{Decimal(number):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
