"""What the pages of the duties show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from accounts.kept import kept
from accounts.together import Reading, read_one
from accounts.words import day

from .models import Duty, Heading, Period, Tag
from .querysets import periods_with_duty, tags_with_things
from .services import name_of


@dataclass(frozen=True)
class PeriodThen:
    """A period as it stands on a day."""

    period: Period
    on: date

    @property
    def has_ended(self) -> bool:
        return self.period.has_ended(self.on)

    @property
    def is_asked(self) -> bool:
        """Whether it has ended and nobody has said whether its report is published."""
        return self.has_ended and not self.period.answer

    @property
    def may_be_answered(self) -> bool:
        """Whether its report can have been published by now."""
        begun = self.period.required_by and self.period.starts_on <= self.on
        return not self.period.is_published and bool(self.has_ended or begun)

    @property
    def sentence(self) -> str:
        """How it stands: "Period ended 31 March 2026: published? Nobody has said yet."."""
        period = self.period
        if period.is_published:
            return f"{period}: published on {day(period.published_on)}."
        ended = f"Period ended {day(period.ends_on)}"
        if period.is_owed:
            return f"{ended}: not yet published, as was said on {day(period.said_on)}."
        if self.has_ended:
            return f"{ended}: published? Nobody has said yet."
        by = ", the last day for it" if period.required_by == period.ends_on else ""
        return f"The period ends {day(period.ends_on)}{by}."


@dataclass(frozen=True)
class Tagged:
    """A heading with what is tagged to it: each tag with the name of its thing."""

    heading: Heading
    tags: list[tuple[Tag, str]]


@dataclass(frozen=True)
class DutyThen:
    """A duty on a day with its periods, the newest first."""

    duty: Duty
    periods: list[PeriodThen] = field(default_factory=list)

    @property
    def next(self) -> PeriodThen | None:
        """The period that runs, or else the next to begin."""
        running = [one for one in self.periods if not one.has_ended]
        return min(running, key=lambda one: one.period.ends_on, default=None)

    @property
    def last(self) -> PeriodThen | None:
        """The newest period whose report is published."""
        return next((one for one in self.periods if one.period.is_published), None)

    @property
    def open(self) -> list[PeriodThen]:
        """Periods that have ended and are asked about, or are said to be owed."""
        return [one for one in self.periods if one.is_asked or one.period.is_owed]


def read_duties(on: date) -> list[DutyThen]:
    """Every duty with its periods, in one statement."""
    return read_one(_reading_duties(on))


def _reading_duties(on: date) -> Reading:
    duties, found = yield Duty.objects.all(), periods_with_duty().order_by("-ends_on")
    periods = defaultdict(list)
    for period in found:
        periods[period.duty_id].append(PeriodThen(period, on))
    return [DutyThen(duty, periods[duty.pk]) for duty in duties]


# For the Board's page: the same for everybody.
next_ends = kept(read_duties)


def read_headings(duty: Duty) -> list[Tagged]:
    """The headings of a duty with what is tagged to each, in two statements."""
    tags = defaultdict(list)
    for tag in tags_with_things().filter(heading__duty=duty):
        tags[tag.heading_id].append((tag, name_of(tag.thing)))
    return [Tagged(one, tags[one.pk]) for one in duty.headings.all()]
