"""Who has answered which questions of the self-assessments of a round, service by service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from accounts.together import Reading, read_one, totals
from accounts.words import day
from foundations.models import FrameworkItem, Round

from .completeness import BOXES_A_THEME, HOW_DO_WE_KNOW
from .lines import Line, lines_of, of_services, services_of, themes_of_the_plan
from .models import Answer, AssessmentState, SelfAssessment

# A line has a link for each theme, twice: as a table, and as a strip on a phone.
PER_PAGE = 15


@dataclass(frozen=True)
class Counts:
    """A round in numbers: how many services count in it and how many of them have begun; how many
    have submitted each theme, by its id; how many self-assessments are set aside and in draft, and
    how many questions of the drafts are answered.
    """

    services: int
    begun: int
    foot: dict[int, int]
    set_aside: int
    drafts: int
    answered: int

    @property
    def submitted(self) -> int:
        return sum(self.foot.values())

    @property
    def due(self) -> int:
        """The self-assessments that are asked for: one a service and theme, those set aside not
        counted.
        """
        return self.services * len(self.foot) - self.set_aside

    @property
    def filled(self) -> int:
        # All four were filled on the day, whatever has become of the evidence since.
        return self.submitted * BOXES_A_THEME + self.answered

    @property
    def boxes(self) -> int:
        return self.due * BOXES_A_THEME

    @property
    def not_begun(self) -> int:
        return self.services - self.begun

    @property
    def figure(self) -> str:
        """How far it has come: "4 of 189 self-assessments are submitted."."""
        verb = "is" if self.submitted == 1 else "are"
        return f"{self.submitted:,} of {self.due:,} self-assessments {verb} submitted."

    @property
    def silence(self) -> str:
        """How many have not begun: "6 of 10 services have not begun."."""
        if not self.not_begun:
            return "Every service has begun."
        verb = "has" if self.not_begun == 1 else "have"
        return f"{self.not_begun:,} of {self.services:,} services {verb} not begun."


@dataclass(frozen=True)
class Overview:
    """A round in numbers, with a page of the services that are to assess themselves; and the
    themes without a template.
    """

    round: Round
    on: date
    themes: list[FrameworkItem]
    without_template: list[FrameworkItem]
    counts: Counts
    page: Page
    lines: list[Line]

    @property
    def time_left(self) -> str:
        """How long it goes on: "42 days are left."."""
        return time_left(self.round, self.on).replace(f", until {day(self.round.last_day)}", "")

    @property
    def areas(self) -> list[tuple[FrameworkItem, int]]:
        """The areas that the themes are printed in, each with how many."""
        by_area = groupby(self.themes, key=lambda theme: theme.parent)
        return [(area, len(list(themes))) for area, themes in by_area]

    @property
    def foot(self) -> list[int]:
        """How many services have submitted each theme."""
        return [self.counts.foot[theme.pk] for theme in self.themes]

    @property
    def unsubmitted(self) -> list[FrameworkItem]:
        """The themes that no service has submitted."""
        return [theme for theme in self.themes if not self.counts.foot[theme.pk]]


def time_left(round: Round, on: date) -> str:
    """When a round of self-assessment ends, or that it is closed."""
    if round.closed_on:
        return f"The round was closed on {day(round.closed_on)}."
    days = (round.last_day - on).days
    if days < 0:
        return f"The last day was {day(round.last_day)}. You can answer until the round is closed."
    if days == 0:
        return f"Today, {day(round.last_day)}, is the last day."
    are = "1 day is" if days == 1 else f"{days} days are"
    return f"{are} left, until {day(round.last_day)}."


def read_overview(round: Round, on: date, page: object = None) -> Overview:
    """The answers of a round as they stand: in numbers, and for a page of the services that count
    in it.
    """
    return read_one(_reading_overview(round, on, page))


def _reading_overview(round: Round, on: date, number: object) -> Reading:
    themes, *counted = yield themes_of_the_plan(), *_counted(round, on)
    fillable = [theme for theme in themes if theme.has_template]
    counts = _counts(fillable, *counted)
    pages = Paginator(services_of(round, on), PER_PAGE)
    pages.count = counts.services
    page = pages.get_page(number)
    services = list((yield page.object_list))
    stored = yield of_services(round, services)
    return Overview(
        round=round,
        on=on,
        themes=fillable,
        without_template=[theme for theme in themes if not theme.has_template],
        counts=counts,
        page=page,
        lines=lines_of(round, services, fillable, stored),
    )


def read_counts(round: Round, on: date) -> Counts:
    """A round in numbers, in one statement."""
    return read_one(reading_counts(round, on))


def reading_counts(round: Round, on: date) -> Reading:
    """The same, as a part of a page."""
    themes, *counted = yield themes_of_the_plan(), *_counted(round, on)
    return _counts([theme for theme in themes if theme.has_template], *counted)


def _counted(round: Round, on: date) -> tuple[QuerySet, ...]:
    """What the numbers of a round are made of: a row for each theme, and three single ones."""
    held = SelfAssessment.objects.filter(round=round, theme__has_template=True).order_by()
    states = {
        state: Count("pk", filter=Q(state=state))
        for state in (AssessmentState.SUBMITTED, AssessmentState.SET_ASIDE)
    }
    drafts = held.filter(state=AssessmentState.DRAFT)
    written = Answer.objects.filled().filter(assessment__in=drafts.values("pk"))
    return (
        held.values("theme").annotate(
            submitted=states[AssessmentState.SUBMITTED],
            set_aside=states[AssessmentState.SET_ASIDE],
        ),
        totals(held, begun=Count("service", distinct=True)),
        totals(drafts.with_knows(), drafts=Count("pk"), known=Count("pk", filter=Q(knows=True))),
        totals(written.exclude(prompt__key=HOW_DO_WE_KNOW), written=Count("pk")),
        totals(services_of(round, on), services=Count("pk")),
    )


def _counts(themes: list[FrameworkItem], by_theme: QuerySet, *single: QuerySet) -> Counts:
    found = {name: number for (row,) in single for name, number in row.items()}
    submitted = {row["theme"]: row["submitted"] for row in by_theme}
    return Counts(
        services=found["services"],
        begun=found["begun"],
        foot={theme.pk: submitted.get(theme.pk, 0) for theme in themes},
        set_aside=sum(row["set_aside"] for row in by_theme),
        drafts=found["drafts"],
        answered=found["written"] + found["known"],
    )
