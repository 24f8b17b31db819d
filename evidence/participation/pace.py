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
        "368 days, 3 more than the 12 months of the source".
        """
        if not self.months:
            return ""
        more = (self.last_day - _end_of(self.first_day, self.months)).days
        if not more:
            return ""
        which = "more" if more > 0 else "fewer"
        return (
            f"{self.days:,} days, {abs(more):,} {which} than the {self.months} months of the source"
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
    def expected_on(self) -> date | None:
        """The day on which the present pace reaches the number; None if that is not within the
        days, or not known.
        """
        if not self.total or self.on < self.forecast_from:
            return None
        # The day on which it is reached, not the last one on which it is not.
        days = ceil(self.target.number * self.days_gone / self.total)
        return (
            self.target.first_day + timedelta(days=days - 1) if days <= self.target.days else None
        )

    @property
    def sentence(self) -> str:
        return f"{self.total:,} of {self.target.number:,} attendances, counted {self.between}."

    @property
    def between(self) -> str:
        return f"from {day(self.target.first_day)} to {day(self.target.last_day)}"

    @property
    def needed(self) -> str:
        if not self.left or not self.days_left:
            return ""
        if self.days_left < FEW_DAYS:
            days = (
                "today, the last day"
                if self.days_left == 1
                else f"in the {self.days_left} days that are left"
            )
            return f"{self.left:,} more {self._are} needed {days}."
        unit, length = ("month", MONTH_DAYS) if self.days_left > TWO_MONTHS else ("week", 7)
        # Up, never down: whoever keeps to this number reaches the target.
        pace = ceil(self.left / self.days_left * length)
        return f"{self.left:,} more {self._are} needed: about {pace:,} a {unit} from here."

    @property
    def _are(self) -> str:
        return "is" if self.left == 1 else "are"

    @property
    def expected(self) -> str:
        if self.reached_on:
            return f"Reached on {day(self.reached_on)}."
        if self.on < self.target.first_day:
            return f"Counting begins on {day(self.target.first_day)}."
        if not self.days_left:
            was = "was" if self.left == 1 else "were"
            return f"Not reached by {day(self.target.last_day)}: {self.left:,} {was} missing."
        if not self.total:
            return "Nobody has been counted yet, so no day can be expected."
        if self.on < self.forecast_from:
            return f"Where this pace leads is told from {day(self.forecast_from)}."
        if self.expected_on:
            return f"At the present pace it is reached around {day(self.expected_on)}."
        # Down, never up: what falls short must not read as the target itself.
        about = self.total * self.target.days // self.days_gone
        return (
            f"Not reached at this pace by {day(self.target.last_day)}: it would be about {about:,}."
        )

    @property
    def chart_sentence(self) -> str:
        """What the chart says: how far the total is from an even pace."""
        # Before the first day an even pace stands at nought, not below.
        even = self.target.line(max(self.on, self.target.first_day - timedelta(days=1)))
        apart = abs(self.total - even)
        where = "on" if not apart else f"{apart:,} {'ahead of' if self.total > even else 'behind'}"
        return f"{self.sentence} That is {where} an even pace, which would stand at {even:,}."

    @property
    def series(self) -> list[dict]:
        """What a chart draws: the total at the end of each month up to now, and the even line to
        the target.
        """
        first_day, last_day = self.target.first_day, self.target.last_day
        if self.on < first_day:
            return []
        # It begins the evening before, at nought: the first day may bring hundreds.
        so_far = [first_day - timedelta(days=1), *_month_ends(first_day, min(self.on, last_day))]
        actual = [
            (end, sum(heads for held, heads in self.counted if held <= end)) for end in so_far
        ]
        # The even line goes on to the last day, also while the total ends today.
        even = [(end, self.target.line(end)) for end in sorted({*so_far, last_day})]
        return [
            {"label": "Attendances", "key": "actual", "points": actual},
            {"label": "An even pace", "key": "target", "points": even},
        ]


def _month_ends(first_day: date, last_day: date) -> list[date]:
    """The last days of the months in between, and the last day itself."""
    found, start = [], first_day.replace(day=1)
    while (following := add_months(start, 1)) <= last_day:
        found.append(following - timedelta(days=1))
        start = following
    return [*found, last_day]
