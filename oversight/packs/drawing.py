"""Where the marks of a picture stand: sub-actions in rows, as the pages draw them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..board.work import Work

# A mark of 18 by 18 with its bubble below, and the room around them.
WIDE, HIGH, LOW = 23, 38, 23
INKS = {
    "not-going-well": "#a8200d",
    "at-risk": "#a8200d",
    "not-known": "#5e5e5e",
    "not-yet": "#858585",
}
SLATE = "#333e48"


def ink_of(sign: str) -> str:
    """The colour of a mark."""
    return INKS.get(sign, SLATE)


@dataclass(frozen=True)
class Drawn:
    """A mark: its place, its sign and colour, and those of its bubble, empty without one."""

    x: int
    y: int
    sign: str
    ink: str
    bubble: str
    bubble_ink: str

    @property
    def shape(self) -> str:
        """The template that draws the mark."""
        return f"components/signs/{self.sign}.html"

    @property
    def bubble_shape(self) -> str:
        return f"components/signs/{self.bubble}.html"


@dataclass(frozen=True)
class Picture:
    """Marks in rows, with the room that they take, and what they say in words."""

    marks: list[Drawn]
    width: int
    height: int
    words: str
    # How many millimetres one of its units takes.
    scale: float

    @property
    def width_on_paper(self) -> float:
        """Its width in millimetres."""
        return round(self.width * self.scale, 1)


def picture(
    rows: Iterable[Work], words: str, *, across: int, scale: float, bubbles: bool
) -> Picture:
    """The marks of these sub-actions, so many in a row, with a bubble below each if wanted; `scale`
    is how many millimetres a unit takes.
    """
    rows, high = list(rows), HIGH if bubbles else LOW
    marks = [
        _drawn(row, place % across * WIDE, place // across * high, bubbles=bubbles)
        for place, row in enumerate(rows)
    ]
    lines = -(-len(rows) // across)
    return Picture(marks, WIDE * min(across, max(len(rows), 1)), high * max(lines, 1), words, scale)


def _drawn(row: Work, x: int, y: int, *, bubbles: bool) -> Drawn:
    bubble = row.when_heard if bubbles else ""
    return Drawn(x, y, row.mark, ink_of(row.mark), bubble, ink_of(bubble))
