"""A chart of lines over days, with the table it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from django import template

from ..words import written

register = template.Library()

Number = Decimal | int
SIGN_WIDTH = 8
STEPS = (2, 5, 10, 20)
# What is said of a line stands in two lines of text; two of them keep this far apart.
LABEL_HEIGHT = 34


@dataclass(frozen=True)
class Sheet:
    """What a chart is drawn on, in the chart's own units: a wide one, and one for a phone."""

    name: str
    width: int
    height: int

    @property
    def top(self) -> int:
        return 16

    @property
    def bottom(self) -> int:
        return self.height - 30


SHEETS = (Sheet("wide", 848, 292), Sheet("narrow", 288, 200))


@dataclass(frozen=True)
class Scale:
    """Where days and numbers stand in a drawing."""

    sheet: Sheet
    first_day: date
    last_day: date
    low: Decimal
    high: Decimal
    step: Decimal
    longest: int  # signs of what stands at the end of a line

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

    @property
    def right(self) -> int:
        # Room for what stands at the ends of the lines, but no more than half of the drawing.
        room = 14 + SIGN_WIDTH * self.longest
        return self.sheet.width - min(room, (self.sheet.width - self.left) // 2)

    def x(self, day: date) -> float:
        # A single day stands at the left.
        days = (self.last_day - self.first_day).days or 1
        return round(self.left + (day - self.first_day).days / days * (self.right - self.left), 1)

    def y(self, number: Number) -> float:
        part = float((number - self.low) / (self.high - self.low))
        sheet = self.sheet
        return round(sheet.bottom - part * (sheet.bottom - sheet.top), 1)


@register.inclusion_tag("components/_line_chart.html")
def line_chart(*, id: str, title: str, series: Iterable[dict], sentence: str = "") -> dict:
    """Lines over days with their table.

    A series is {"label", "end", "key": "actual" or "target", "points": [(day, number), …]}, its
    points in order of their days; `end` is a word that stands at the end of its line. An actual
    line is solid with dots, a target dashed with open squares. A number that is None, of a day on
    which it was not known, is a gap in the line. Without any number nothing is drawn.
    """
    series = [one for one in series if _known(one)]
    chart = {"id": id, "title": title, "sentence": sentence, "series": series}
    if not series:
        return chart
    drawings = [_draw(_scale_of(series, sheet), series) for sheet in SHEETS]
    return chart | {"drawings": drawings, "rows": _table(series)}


def _draw(scale: Scale, series: list[dict]) -> dict:
    """The lines, marks and words of one drawing."""
    return {
        "sheet": scale.sheet,
        "left": scale.left,
        "right": scale.right,
        "lines": _apart([_line(one, scale) for one in series], scale.sheet),
        "marks": [{"y": scale.y(number), "text": written(number)} for number in scale.marks],
        "days": _day_ticks(scale),
    }


def _known(one: dict) -> list[Number]:
    return [number for _day, number in one["points"] if number is not None]


def _scale_of(series: list[dict], sheet: Sheet) -> Scale:
    """The days and numbers that all series span, out to the next mark; zero is always among the
    numbers.
    """
    days = [day for one in series for day, _number in one["points"]]
    numbers = [Decimal(0), *(Decimal(number) for one in series for number in _known(one))]
    step = _step_of(max(numbers) - min(numbers))
    low = (min(numbers) / step).to_integral_value(ROUND_FLOOR) * step
    high = (max(numbers) / step).to_integral_value(ROUND_CEILING) * step
    ends = [text for one in series for text in (written(_known(one)[-1]), one.get("end", ""))]
    # A scale without height would divide by nought.
    high, longest = max(high, low + step), max(map(len, ends))
    return Scale(sheet, min(days), max(days), low, high, step, longest)


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
    """A series with the pieces of its line between the gaps, its points, and what stands at its
    end.
    """
    pieces = [[]]
    for day, number in one["points"]:
        if number is None:
            pieces.append([])
        else:
            pieces[-1].append((scale.x(day), scale.y(number)))
    points = [point for piece in pieces for point in piece]
    paths = [" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if piece]
    return one | {"paths": paths, "points": points} | _end(one, points[-1], scale)


def _end(one: dict, point: tuple[float, float], scale: Scale) -> dict:
    """What stands at the end of a line: beside its last point, or under one that stands within."""
    (x, y), number = point, written(_known(one)[-1])
    beside = x > scale.right - SIGN_WIDTH * scale.longest / 2
    # Above the line where there is no room under it.
    under = y + 22 if y + 22 + LABEL_HEIGHT / 2 < scale.sheet.bottom else y - 26
    # Under it, and to its right: from the left a steep line comes up to it.
    place = {"x": x + 10, "y": y} if beside else {"x": x + 6, "y": under}
    return {"number": number, "place": place | {"anchor": "start"}}


def _apart(lines: list[dict], sheet: Sheet) -> list[dict]:
    """The lines, with what stands beside their ends moved apart where it would overlap."""
    beside = sorted(
        (line["place"] for line in lines if line["place"]["anchor"] == "start"),
        key=lambda place: place["y"],
    )
    for upper, lower in pairwise(beside):
        lower["y"] = max(lower["y"], upper["y"] + LABEL_HEIGHT)
    over = max([place["y"] for place in beside], default=0) - (sheet.bottom - LABEL_HEIGHT / 2)
    for place in beside if over > 0 else []:
        place["y"] = max(place["y"] - over, sheet.top / 2)
    return lines


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
