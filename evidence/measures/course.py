"""How a measure goes: its newest actual beside its targets and its baseline, in a sentence and in a
chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from accounts.words import day, written
from foundations.models import FrameworkItem

from .models import Actual, Measure, MeasureTarget


@dataclass(frozen=True)
class Course:
    """The course of a measure, read with its targets and actuals
    (`MeasureQuerySet.with_series`).
    """

    measure: Measure
    targets: list[MeasureTarget]
    actuals: list[Actual]
    on: date

    @property
    def newest(self) -> Actual | None:
        """The newest actual that is known."""
        return next((row for row in reversed(self.actuals) if row.number is not None), None)

    @property
    def unknown(self) -> Actual | None:
        """The newest actual, where that one is not known."""
        return self.actuals[-1] if self.actuals and self.actuals[-1].number is None else None

    @property
    def next_target(self) -> MeasureTarget | None:
        return next((row for row in self.targets if row.due_on >= self.on), None)

    @property
    def last_target(self) -> MeasureTarget | None:
        return self.targets[-1] if self.targets else None

    @property
    def goes_up(self) -> bool:
        """Whether the last target is to be reached from below, so that "n of N" says how far."""
        target, begun = self.last_target, self.measure.baseline
        return bool(target and target.number > (begun or 0))

    @property
    def so_far(self) -> str:
        """The newest figure beside the last target: "694 of 900 adults"."""
        target = self.last_target
        if self.newest is None:
            return ""
        if target is None:
            return self._amount(self.newest.number)
        if self.goes_up:
            return f"{written(self.newest.number)} of {self._amount(target.number)}"
        return f"{self._amount(self.newest.number)}; the target is {written(target.number)}"

    @property
    def sentence(self) -> str:
        parts = [
            self._known_sentence(),
            self._since_sentence(),
            self._unknown_sentence(),
            self._next_sentence(),
        ]
        return " ".join(part for part in parts if part)

    @property
    def finding(self) -> str:
        """What its chart shows, as its heading: how the newest figure stands to the last target
        that has passed, else to the starting figure.
        """
        newest, measure = self.newest, self.measure
        if newest is None:
            return "No figure yet"
        if compared := self._compared():
            return compared[0].upper() + compared[1:]
        if measure.baseline is None:
            return f"{self._amount(newest.number)} on {day(newest.on)}"
        return f"{self._step(newest.number)} {day(measure.baseline_on)}"

    def _step(self, number: Decimal) -> str:
        step = number - self.measure.baseline
        if not step:
            return "The same as on"
        return f"{written(abs(step))} {'more' if step > 0 else 'fewer'} than on"

    def _compared(self) -> str:
        """The newest figure beside the last target of its day or before; empty without one."""
        newest = self.newest
        # Of the day of the actual, not of today: it could not have met a later one.
        passed = [row for row in self.targets if row.due_on <= newest.on]
        if not passed:
            return ""
        target, by = written(passed[-1].number), day(passed[-1].due_on)
        return f"{_against(newest.number, passed[-1].number)} the target of {target} for {by}"

    def _known_sentence(self) -> str:
        newest = self.newest
        if newest is None:
            return "No figure yet." if self.unknown is None else ""
        said = f"On {day(newest.on)} it was {self._amount(newest.number)}"
        compared = self._compared()
        return f"{said}: {compared}." if compared else f"{said}."

    def _since_sentence(self) -> str:
        measure, newest = self.measure, self.newest
        if measure.baseline is None:
            return f"The starting figure is not known: {_clause(measure.baseline_unknown)}."
        began = f"{self._amount(measure.baseline)} on {day(measure.baseline_on)}"
        if newest is None:
            return f"The starting figure is {began}."
        step = newest.number - measure.baseline
        if not step:
            return f"That is the same as the starting figure, {began}."
        more = "more" if step > 0 else "less"
        return f"That is {written(abs(step))} {more} than the starting figure, {began}."

    def _unknown_sentence(self) -> str:
        unknown = self.unknown
        return (
            f"The figure for {day(unknown.on)} is not known: {_clause(unknown.unknown)}."
            if unknown
            else ""
        )

    def _next_sentence(self) -> str:
        target = self.next_target
        return (
            f"The next target is {self._amount(target.number)} by {day(target.due_on)}."
            if target
            else ""
        )

    def _amount(self, number: Decimal) -> str:
        return f"{written(number)} {self.measure.unit}"

    @property
    def drawn(self) -> bool:
        return self.newest is not None or bool(self.targets) or self.measure.baseline is not None

    @property
    def series(self) -> list[dict]:
        # A day on which it was not known stays in, as a gap in the line.
        actuals: list[tuple[date, Decimal | None]] = [(row.on, row.number) for row in self.actuals]
        if self.measure.baseline is not None:
            actuals.append((self.measure.baseline_on, self.measure.baseline))
        targets = [(row.due_on, row.number) for row in self.targets]
        return [
            {
                "label": "Figure",
                "end": "so far",
                "key": "actual",
                "points": sorted(actuals, key=lambda point: point[0]),
            },
            {"label": "Target", "end": "target", "key": "target", "points": targets},
        ]


def reading_courses(item: FrameworkItem, on: date) -> Reading:
    """The courses of the measures of a text on a day, as a part of a page."""
    return [course(one, on) for one in (yield _measures(on, pk=item.pk))]


@prepared
def _measures(on: date, *, pk: int) -> QuerySet:
    return Measure.objects.with_series().filter(item=pk)


def course(measure: Measure, on: date) -> Course:
    """The course of a measure on a day; reads nothing but what `with_series` has read."""
    return Course(measure, list(measure.targets.all()), list(measure.actuals.all()), on)


def _against(number: Decimal, target: Decimal) -> str:
    step = number - target
    return f"{written(abs(step))} {'above' if step > 0 else 'below'}" if step else "exactly at"


def _clause(reason: str) -> str:
    # The sentence around it brings its own full stop.
    return reason.rstrip(".")
