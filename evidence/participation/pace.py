"""How far a target is, and whether the pace suffices. Nothing here reads the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from accounts.words import day
from actions.models import SubAction
from actions.months import add_months

MONTH_DAYS = 30.44  # on average: 365.25 / 12
# A number a week means little in the last days, and one a month little in the last two months.
FEW_DAYS, TWO_MONTHS = 14, 61
# A pace of a few days says nothing of a year; of a short period, its first quarter.
FORECAST_AFTER = 28


@dataclass(frozen=True)
class Target:
    """A number to reach from the first to the last day, both included; the source may say within
    how many months.
    """

    number: int
    first_day: date
    last_day: date
    months: int | None = field(default=None, compare=False)

    @property
    def days(self) -> int:
        # Both ends count.
        return (self.last_day - self.first_day).days + 1

    @property
    def apart(self) -> str:
        """That the days are not the months of the source; empty where they are, or it names none:
        "368 days, 3 more than the 12 months of the plan".
        """
        if not self.months:
            return ""
        more = (self.last_day - _end_of(self.first_day, self.months)).days
        if not more:
            return ""
        which = "more" if more > 0 else "fewer"
        return (
            f"{self.days:,} days, {abs(more):,} {which} than the {self.months} months of the plan"
        )

    def line(self, on: date) -> int:
        """What an even pace would have reached by the end of that day."""
        gone = (min(on, self.last_day) - self.first_day).days + 1
        return round(self.number * gone / self.days)


def target_of(sub_action: SubAction) -> Target | None:
    """The number of the council, or else of the source, from the start that the council has set.

    None while the number, the start or the end is not known.
    """
    published, start, last_day = sub_action.published_target, sub_action.start_on, sub_action.due_on
    number = number_of(sub_action)
    months = getattr(published, "period_months", None)
    if start and not last_day and months:
        last_day = _end_of(start, months)
    return Target(number, start, last_day, months) if number and start and last_day else None


def number_of(sub_action: SubAction) -> int | None:
    """The number to reach: the council's own, also where that is nought, or else the source's."""
    own = sub_action.target_number
    return getattr(sub_action.published_target, "number", None) if own is None else own


def _end_of(start: date, months: int) -> date:
    # Twelve months from 1 March end on the last of February, in leap years too.
    return add_months(start, months) - timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """What was reached by a day, and where that leads. `attended` holds days, in order, with their
    attendances.
    """

    target: Target
    attended: list[tuple[date, int]]
    on: date

    @property
    def counted(self) -> list[tuple[date, int]]:
        """What counts: the last day does, the day after does not."""
        return [
            (held, heads)
            for held, heads in self.attended
            if self.target.first_day <= held <= self.target.last_day
        ]

    @property
    def total(self) -> int:
        return sum(heads for _held, heads in self.counted)

    @property
    def left(self) -> int:
        return max(0, self.target.number - self.total)

    @property
    def days_left(self) -> int:
        """Days in which something can still be counted, today among them."""
        # Before the first day all of them are left, after the last none.
        return max(0, (self.target.last_day - max(self.on, self.target.first_day)).days + 1)

    @property
    def days_gone(self) -> int:
        return max(0, (min(self.on, self.target.last_day) - self.target.first_day).days + 1)

    @property
    def reached_on(self) -> date | None:
        so_far = 0
        for held, heads in self.counted:
            so_far += heads
            if so_far >= self.target.number:
                return held
        return None

    @property
    def forecast_from(self) -> date:
        """The first day on which the pace says where it leads."""
        wait = min(FORECAST_AFTER, ceil(self.target.days / 4))
        return self.target.first_day + timedelta(days=wait)

    @property
    def sentence(self) -> str:
        return f"{self.total:,} of {self.target.number:,} attendances, counted {self.between}."

    @property
    def between(self) -> str:
        return f"from {day(self.target.first_day)} to {day(self.target.last_day)}"

    @property
    def needed(self) -> str:
        """What is still needed and how fast it went so far: "Needed: 29 a week. So far: 18."."""
        if not self.left or not self.days_left:
            return ""
        if self.days_left == 1:
            return f"Needed: {self.left:,} today, the last day."
        if self.days_left < FEW_DAYS:
            return f"Needed: {self.left:,} in the {self.days_left} days that are left."
        unit, length = ("month", MONTH_DAYS) if self.days_left > TWO_MONTHS else ("week", 7)
        # Up, never down: whoever keeps to this number reaches the target.
        needed = f"Needed: {ceil(self.left / self.days_left * length):,} a {unit}."
        # A few days say nothing of a week, and less of a month.
        if self.on < self.forecast_from:
            return needed
        return f"{needed} So far: {round(self.total / self.days_gone * length):,}."

    @property
    def heading(self) -> str:
        """What heads its chart: what is needed, or how it ended."""
        if self.reached_on:
            more = self.total - self.target.number
            return f"{more:,} more than the target" if more else "The target is reached"
        return self.needed or f"{self.left:,} short at the end"

    @property
    def about(self) -> int | None:
        """What the present pace leads to by the last day; None where it is reached or over, or too
        early to say.
        """
        early = self.on < self.forecast_from
        if self.reached_on or not self.total or not self.days_left or early:
            return None
        # Down, never up: what falls short must not read as the target itself.
        return self.total * self.target.days // self.days_gone

    @property
    def short(self) -> int:
        """By how much the present pace misses the number; nought where it does not."""
        return 0 if self.about is None else max(0, self.target.number - self.about)

    @property
    def expected(self) -> str:
        target = self.target
        if self.reached_on:
            return f"{target.number:,} reached on {day(self.reached_on)}."
        if self.on < target.first_day:
            return f"Counting begins on {day(target.first_day)}."
        if not self.days_left:
            return f"The period ended on {day(target.last_day)}, {self.left:,} short."
        if not self.total:
            return f"Nobody has been counted yet. The period ends on {day(target.last_day)}."
        if self.about is None:
            return f"From {day(self.forecast_from)} this page says where the pace leads."
        if self.short:
            until = day(target.last_day)
            return f"At this pace about {self.about:,} by {until}, {self.short:,} short."
        return f"On target: about {self.about:,} by {day(target.last_day)}."

    @property
    def even(self) -> int:
        """Where an even pace would stand; before the first day at nought, not below."""
        return self.target.line(max(self.on, self.target.first_day - timedelta(days=1)))

    @property
    def chart_sentence(self) -> str:
        """What the chart says: how far the total is from an even pace."""
        apart = abs(self.total - self.even)
        side = "ahead of" if self.total > self.even else "behind"
        where = f"{apart:,} {side}" if apart else "on"
        return f"{self.sentence} That is {where} an even pace of {self.even:,}."

    @property
    def rows(self) -> list[tuple[date, int, int]]:
        """What the chart draws: up to now the end of each month, with the total and where an even
        pace stood; empty before the first day.
        """
        first_day, last_day = self.target.first_day, self.target.last_day
        if self.on < first_day:
            return []
        # It begins the evening before, at nought: the first day may bring hundreds.
        ends = [first_day - timedelta(days=1), *_month_ends(first_day, min(self.on, last_day))]
        return [(end, self._total_by(end), self.target.line(end)) for end in ends]

    def _total_by(self, end: date) -> int:
        return sum(heads for held, heads in self.counted if held <= end)


def _month_ends(first_day: date, last_day: date) -> list[date]:
    """The last days of the months in between, and the last day itself."""
    found, start = [], first_day.replace(day=1)
    while (following := add_months(start, 1)) <= last_day:
        found.append(following - timedelta(days=1))
        start = following
    return [*found, last_day]
