"""Recurring work: the periods in which it falls due, and how many of them were kept. Nothing here
writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .models import Occurrence, SubAction
from .months import add_months
from .status import SETTLED, Kind

YEAR = 1_00_00


@dataclass(frozen=True)
class Period:
    """The days, the last one included, in which recurring work falls due once."""

    first_day: date
    last_day: date

    def overlaps(self, other: Period | Occurrence) -> bool:
        return self.first_day <= other.last_day and other.first_day <= self.last_day


def periods(start: date, months: int, until: date) -> list[Period]:
    """The periods that begin no later than `until`, the first one from `start`, each of so many
    months; none where `until` is before the start.
    """
    found, number = [], 0
    # Each is counted from the start itself. Counted from the one before, work of the 31st would
    # drift to the 28th after its first February and stay there.
    while (first_day := add_months(start, number * months)) <= until:
        following = add_months(start, (number + 1) * months)
        # The last day is the day before the next one begins, so that no day falls between two.
        found.append(Period(first_day, following - timedelta(days=1)))
        number += 1
    return found


def interval_of(sub_action: SubAction) -> int | None:
    """Every how many months: as the council has set, else as the source says; None where neither
    does.
    """
    return sub_action.interval_months or getattr(sub_action.published_target, "period_months", None)


def counts_from(sub_action: SubAction) -> date | None:
    """The day from which its occurrences are counted; None for other work, or until the council has
    set a start.
    """
    return (
        sub_action.start_on
        if sub_action.kind == Kind.RECURRING and interval_of(sub_action)
        else None
    )


def missing(sub_action: SubAction, stored: Iterable[Occurrence], until: date) -> list[Occurrence]:
    """The occurrences that begin by `until` and are not among those stored, nor overlap one; not
    stored yet.
    """
    start, stored = counts_from(sub_action), list(stored)
    due = periods(start, interval_of(sub_action), until) if start else []
    return [
        Occurrence(sub_action=sub_action, first_day=period.first_day, last_day=period.last_day)
        for period in due
        # Once the dates have been changed, a period may overlap one that was kept under the old.
        if not any(map(period.overlaps, stored))
    ]


def is_missed(stored: Iterable[Occurrence], until: date) -> bool:
    """Whether the last occurrence due before a day was not kept, nor any after it."""
    stored = list(stored)
    due = max((one.last_day for one in stored if one.last_day < until), default=None)
    held = max((one.last_day for one in stored if one.kept_on), default=None)
    return due is not None and (held is None or held < due)


def last_owed(sub_action: SubAction, on: date) -> date:
    """The day up to which its occurrences are owed on a day."""
    # What fell due after the work ended was never owed.
    return min(on, sub_action.reported_on) if sub_action.status in SETTLED else on


def has_gap(sub_action: SubAction, stored: Iterable[Occurrence], on: date) -> bool:
    """Whether one that fell due in the last twelve months, or in those before its end, was not
    held.
    """
    # A gap before the end does not close because time goes on.
    until = last_owed(sub_action, on)
    since = year_number(sub_action.reported_on or on) - YEAR
    return any(
        one.kept_on is None and one.last_day < until and year_number(one.last_day) >= since
        for one in stored
    )


def year_number(on: date) -> int:
    """A day as a number of which YEAR is one year: both databases count with it alike."""
    return on.year * YEAR + on.month * 100 + on.day


@dataclass(frozen=True)
class Record:
    """The occurrences of a sub-action as seen on a day: those that fell due, the present one, and
    the next.
    """

    due: list[Occurrence]
    present: Occurrence | None
    following: Occurrence | None

    @property
    def held(self) -> int:
        # The present one is not counted: it is not owed before its last day has passed.
        return sum(one.kept_on is not None for one in self.due)

    @property
    def rows(self) -> list[Occurrence]:
        return [one for one in (self.following, self.present, *reversed(self.due)) if one]

    @property
    def open(self) -> list[Occurrence]:
        """Those up to the present one that nothing has kept, the newest first."""
        return [one for one in (self.present, *reversed(self.due)) if one and one.kept_on is None]


def record_of(sub_action: SubAction, stored: Iterable[Occurrence], on: date) -> Record:
    """The occurrences on a day. Periods that nobody has stored yet count all the same.

    Once the work is complete or stopped nothing more falls due.
    """
    stored, settled = list(stored), sub_action.status in SETTLED
    until = last_owed(sub_action, on)
    # One interval ahead, so that the period after the present one is among them.
    found = stored + missing(sub_action, stored, add_months(on, interval_of(sub_action) or 0))
    found = sorted(found, key=lambda one: one.first_day)
    coming = [one for one in found if one.first_day > on and not settled]
    return Record(
        due=[one for one in found if one.last_day < until],
        present=next((one for one in found if one.first_day <= until <= one.last_day), None),
        following=coming[0] if coming else None,
    )
