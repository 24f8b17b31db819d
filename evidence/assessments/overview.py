"""Who has answered which questions of the self-assessments of a round, service by service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import Appointment, Role, Service
from accounts.together import Reading, read_one
from accounts.words import day
from foundations.models import FrameworkItem, Kind, Round

from .completeness import BOXES_A_THEME
from .models import AssessmentState, SelfAssessment


@dataclass(frozen=True)
class Cell:
    """One theme by one service; without an assessment nobody has begun it."""

    theme: FrameworkItem
    url: str
    assessment: SelfAssessment | None

    @property
    def set_aside(self) -> bool:
        return self.assessment is not None and self.assessment.state == AssessmentState.SET_ASIDE

    @property
    def boxes(self) -> int:
        return 0 if self.set_aside else BOXES_A_THEME

    @property
    def filled(self) -> int:
        if self.assessment is None or self.set_aside:
            return 0
        if (
            self.submitted
        ):  # all four were filled that day, whatever has become of the evidence since
            return BOXES_A_THEME
        # Both are counted by the database: see `with_filled`.
        return self.assessment.written + bool(self.assessment.knows)

    @property
    def submitted(self) -> bool:
        return self.assessment is not None and self.assessment.state == AssessmentState.SUBMITTED

    @property
    def in_draft(self) -> bool:
        return self.assessment is not None and not self.submitted and not self.set_aside

    @property
    def word(self) -> str:
        """How far it is: "Not begun", "2 of 4", "Submitted" or "Set aside"."""
        if self.assessment is None:
            return "Not begun"
        if self.in_draft:
            return f"{self.filled} of {self.boxes}"
        return "Submitted" if self.submitted else "Set aside"


@dataclass(frozen=True)
class Area:
    """An area of the plan with one service's themes in it."""

    heading: str
    cells: list[Cell]

    @property
    def figure(self) -> str:
        return f"{sum(cell.submitted for cell in self.cells)} of {self.themes} submitted"

    @property
    def themes(self) -> int:
        return sum(not cell.set_aside for cell in self.cells)


@dataclass(frozen=True)
class Line:
    """One service with its themes."""

    service: Service
    cells: list[Cell]

    @property
    def filled(self) -> int:
        return sum(cell.filled for cell in self.cells)

    @property
    def boxes(self) -> int:
        """The questions that count for it: four for each theme that it has not set aside."""
        return sum(cell.boxes for cell in self.cells)

    @property
    def themes(self) -> int:
        """The themes that count for it."""
        return sum(not cell.set_aside for cell in self.cells)

    @property
    def submitted(self) -> int:
        return sum(cell.submitted for cell in self.cells)

    @property
    def in_draft(self) -> int:
        return sum(cell.in_draft for cell in self.cells)

    @property
    def begun(self) -> bool:
        return any(cell.assessment for cell in self.cells)

    @property
    def how_far(self) -> str:
        """What has become of its themes: "1 submitted, 3 begun"."""
        counts = {"submitted": self.submitted, "begun": self.in_draft}
        counts["set aside"] = len(self.cells) - self.themes
        return ", ".join(f"{n} {word}" for word, n in counts.items() if n) or "not begun"

    @property
    def areas(self) -> list[Area]:
        """Its themes under the areas that they are printed in."""
        by_area = groupby(self.cells, key=lambda cell: cell.theme.parent)
        return [Area(area.heading, list(cells)) for area, cells in by_area]


@dataclass(frozen=True)
class Overview:
    """A round with every service that is to assess itself; and the themes without a template."""

    round: Round
    on: date
    themes: list[FrameworkItem]
    without_template: list[FrameworkItem]
    lines: list[Line]

    @property
    def submitted(self) -> int:
        return sum(line.submitted for line in self.lines)

    @property
    def due(self) -> int:
        """The self-assessments that are asked for: one a service and theme, those set aside not
        counted.
        """
        return sum(line.themes for line in self.lines)

    @property
    def filled(self) -> int:
        return sum(line.filled for line in self.lines)

    @property
    def boxes(self) -> int:
        return sum(line.boxes for line in self.lines)

    @property
    def figure(self) -> str:
        """How far it has come: "4 of 189 self-assessments are submitted."."""
        verb = "is" if self.submitted == 1 else "are"
        return f"{self.submitted:,} of {self.due:,} self-assessments {verb} submitted."

    @property
    def silence(self) -> str:
        """How many have not begun: "6 of 10 services have not begun."."""
        number = len(self.not_begun)
        if not number:
            return "Every service has begun."
        verb = "has" if number == 1 else "have"
        return f"{number} of {len(self.lines)} services {verb} not begun."

    @property
    def not_begun(self) -> list[Service]:
        return [line.service for line in self.lines if not line.begun]

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
        columns = zip(*(line.cells for line in self.lines), strict=True)
        return [sum(cell.submitted for cell in column) for column in columns]

    @property
    def unsubmitted(self) -> list[FrameworkItem]:
        """The themes that no service has submitted."""
        return [theme for theme, n in zip(self.themes, self.foot, strict=False) if not n]


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


def read_overview(round: Round, on: date, services: list[Service] | None = None) -> Overview:
    """The answers of a round as they stand, of every service in its count or of those named; in
    two statements.
    """
    return read_one(reading_overview(round, on, services))


def reading_overview(round: Round, on: date, services: list[Service] | None = None) -> Reading:
    """The same, as a part of a page."""
    if services is None:
        services = list((yield services_of(round, on)))
    themes, stored = yield (
        FrameworkItem.objects.of_kind(Kind.THEME).select_related("parent"),
        SelfAssessment.objects.filter(round=round, service__in=services).with_filled(),
    )
    # Six themes of the 25 have no template; they are named, and count for nothing.
    fillable = [theme for theme in themes if theme.has_template]
    found = {(row.service_id, row.theme_id): row for row in stored}
    return Overview(
        round=round,
        on=on,
        themes=fillable,
        without_template=[theme for theme in themes if not theme.has_template],
        lines=[Line(service, _cells_of(round, service, fillable, found)) for service in services],
    )


def services_of(round: Round, on: date) -> QuerySet:
    """The services that count in a round: open ones that somebody keeps, and all that have begun.

    A service without a Promise Keeper cannot answer: it would make the figure look worse than it
    can be helped. One whose Keeper has left, or that was closed, after it had begun still counts,
    so that its answers do not vanish from the figure.
    """
    # A closed round stays as it was: who came or went since does not count in it.
    day = min(round.closed_on or on, on)
    keepers = Appointment.objects.current(day).filter(
        role=Role.KEEPER, user__is_active=True, service=OuterRef("pk")
    )
    begun = SelfAssessment.objects.filter(round=round, service=OuterRef("pk"))
    still_open = Q(pk__in=Service.objects.open(day).order_by().values("pk"))
    return Service.objects.filter(still_open & Exists(keepers) | Exists(begun))


def _cells_of(
    round: Round, service: Service, themes: list[FrameworkItem], found: dict
) -> list[Cell]:
    return [
        Cell(
            theme,
            reverse("theme-assessment", args=[round.key, service.key, theme.key]),
            found.get((service.pk, theme.pk)),
        )
        for theme in themes
    ]
