"""Who has filled which boxes of the self-assessments of a round, service by service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import Appointment, Role, Service
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
        """The boxes that count for it: four for each theme that it has not set aside."""
        return sum(cell.boxes for cell in self.cells)

    @property
    def submitted(self) -> int:
        return sum(cell.submitted for cell in self.cells)

    @property
    def begun(self) -> bool:
        return any(cell.assessment for cell in self.cells)


@dataclass(frozen=True)
class Overview:
    """A round with every service that is to assess itself; and the themes without a template."""

    round: Round
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
        return sum(not cell.set_aside for line in self.lines for cell in line.cells)

    @property
    def sentence(self) -> str:
        """How far it has come: "412 of 1,520 boxes filled; 6 services have not begun."."""
        filled, boxes = (
            sum(getattr(line, name) for line in self.lines) for name in ("filled", "boxes")
        )
        return f"{filled:,} of {boxes:,} boxes filled; {self.silence}."

    @property
    def silence(self) -> str:
        number = len(self.not_begun)
        if not number:
            return "every service has begun"
        return "1 service has not begun" if number == 1 else f"{number} services have not begun"

    @property
    def not_begun(self) -> list[Service]:
        return [line.service for line in self.lines if not line.begun]


def read_overview(round: Round, on: date, services: list[Service] | None = None) -> Overview:
    """The boxes of a round as they stand, of every service in its count or of those named; in three
    statements.
    """
    themes = list(FrameworkItem.objects.of_kind(Kind.THEME).select_related("parent"))
    # Six themes of the 25 have no template; they are named, and count for nothing.
    fillable = [theme for theme in themes if theme.has_template]
    services = list(services_of(round, on)) if services is None else services
    stored = SelfAssessment.objects.filter(round=round, service__in=services).with_filled()
    found = {(row.service_id, row.theme_id): row for row in stored}
    return Overview(
        round=round,
        themes=fillable,
        without_template=[theme for theme in themes if not theme.has_template],
        lines=[Line(service, _cells_of(round, service, fillable, found)) for service in services],
    )


def services_of(round: Round, on: date) -> QuerySet:
    """The services that count in a round: open ones that somebody keeps, and all that have begun.

    A service without a Promise Keeper cannot answer: it would make the figure look worse than it
    can be helped. One whose Keeper has left, or that was closed, after it had begun still counts,
    so that its boxes do not vanish from the figure.
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
