"""The chart of a pace: how far it is, an even pace, where it leads, and the target; drawn once wide
and once for a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from actions.months import add_months

from .pace import Pace

ONE = timedelta(days=1)
# Labels at the ends of two lines that come close keep a line of text between them.
LINE = 20


@dataclass(frozen=True)
class Drawing:
    """A pace in the units of one drawing: its `width` and `height`, and where the lines run between
    `left`, `right`, `top` and `bottom`.
    """

    pace: Pace
    width: int
    height: int
    left: int
    right: int
    bottom: int
    tick_room: int
    wide: bool
    top: int = 18

    @cached_property
    def most(self) -> int:
        """The number at the top: the target, or what goes beyond it."""
        pace = self.pace
        return max(pace.target.number, pace.total, pace.about or 0)

    def x(self, on: date) -> float:
        """Where a day stands: nought is the evening before the first."""
        gone = (on - self.pace.target.first_day + ONE) / ONE
        return round(self.left + gone / self.pace.target.days * (self.right - self.left), 1)

    def y(self, number: int) -> float:
        return round(self.bottom - number / self.most * (self.bottom - self.top), 1)

    @property
    def actual(self) -> str:
        """The line of what was counted, as the points of a polyline."""
        return " ".join(f"{self.x(on)},{self.y(total)}" for on, total, _even in self.pace.rows)

    @property
    def now(self) -> dict[str, float]:
        """Where that line ends, and where its label stands: below, unless there is no room."""
        x, y = self.x(min(self.pace.on, self.pace.target.last_day)), self.y(self.pace.total)
        below = y + 24 < self.bottom - 4
        # Half of "1,000 today" must not leave the drawing.
        room = 40 if self.wide else 20
        label_x = min(max(x, self.left + room), self.right - (0 if self.wide else room))
        return {"x": x, "y": y, "label_x": label_x, "label_y": y + 24 if below else y - 12}

    @property
    def target_y(self) -> float:
        return self.y(self.pace.target.number)

    @property
    def about_y(self) -> float:
        return self.y(self.pace.about)

    @property
    def labels(self) -> dict[str, float]:
        """Where the words at the right end stand: those of the target and of where it leads."""
        target = self.target_y + 5
        if self.pace.about is None:
            return {"target": target}
        about = self.about_y + 5
        if self.pace.short:
            return {"target": target, "about": max(about, target + LINE)}
        return {"about": about, "target": max(target, about + 2 * LINE)}

    @property
    def even(self) -> dict[str, float | str]:
        """Where the words of the even pace stand: on the free side of its line."""
        target = self.pace.target
        middle = target.first_day + timedelta(days=round(target.days * 0.45))
        x, y = self.x(middle), self.y(target.line(middle))
        if self.pace.total > self.pace.even:
            return {"x": x + 12, "y": y + 24, "anchor": "start"}
        return {"x": x - 10, "y": y - 8, "anchor": "end"}

    @property
    def marks(self) -> list[tuple[int, float]]:
        """Numbers beside the lines, each with where it stands; the target is the last."""
        number, parts = self.pace.target.number, 4 if self.wide else 2
        if number % parts or number < parts * 2:
            parts = 1
        return [
            (number * part // parts, self.y(number * part // parts)) for part in range(parts + 1)
        ]

    @property
    def ticks(self) -> list[tuple[str, float]]:
        """The months below the lines that keep clear of both ends and of each other."""
        found, at = [], self.pace.target.first_day.replace(day=1)
        last = self.left + self.tick_room / 2
        while (at := add_months(at, 1)) < self.pace.target.last_day:
            x = self.x(at)
            if last + self.tick_room <= x <= self.right - self.tick_room * 1.25:
                found.append((f"{at:%b}", x))
                last = x
        return found


def draw(pace: Pace) -> dict[str, Drawing]:
    """Both drawings of a pace: `wide`, with its words at the line ends, and `narrow`, for a phone;
    empty before the first day of the target.
    """
    if not pace.rows:
        return {}
    wide = Drawing(pace, 848, 292, left=48, right=712, bottom=262, tick_room=70, wide=True)
    narrow = Drawing(pace, 288, 150, left=46, right=280, bottom=122, tick_room=44, wide=False)
    return {"wide": wide, "narrow": narrow}
