"""What has become of the themes of one service in a round: the cells of its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Role, Service
from accounts.prepared import prepared
from accounts.together import Reading, read_one
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
    def look(self) -> str:
        """What is added to the class of a cell."""
        if self.submitted or self.set_aside:
            return f" pt_cell--{self.assessment.state}"
        return f" pt_cell--{self.filled}" if self.filled else ""

    @property
    def sign(self) -> str:
        """What stands in a cell, for those who see it."""
        return "✓" if self.submitted else str(self.filled or "")

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


def read_lines(round: Round, services: Iterable[Service]) -> list[Line]:
    """How far these services are in a round, each with every theme that has a template."""
    return read_one(reading_lines(round, services))


def reading_lines(round: Round, services: Iterable[Service]) -> Reading:
    """The same, as a part of a page."""
    pks = [service.pk for service in services]
    today = timezone.localdate()
    themes, stored = yield _themes(today), _stored(today, round=round.pk, services=pks)
    fillable = [theme for theme in themes if theme.has_template]
    return lines_of(round, services, fillable, stored)


@prepared
def _themes(on: date) -> QuerySet:
    return themes_of_the_plan()


@prepared
def _stored(on: date, *, round: int, services: list[int]) -> QuerySet:
    return of_services(round, services)


def themes_of_the_plan() -> QuerySet:
    """All themes with their areas. Six of the 25 have no template: they count for nothing."""
    return FrameworkItem.objects.of_kind(Kind.THEME).select_related("parent")


def of_services(round: Round | int, services: Iterable[Service | int]) -> QuerySet:
    """What these services have begun in a round, with how much of it is filled."""
    return SelfAssessment.objects.filter(round=round, service__in=services).with_filled()


def lines_of(
    round: Round,
    services: Iterable[Service],
    themes: list[FrameworkItem],
    stored: Iterable[SelfAssessment],
) -> list[Line]:
    """The line of each of these services, with a cell for each of these themes."""
    found = {(row.service_id, row.theme_id): row for row in stored}
    return [Line(service, _cells_of(round, service, themes, found)) for service in services]


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


def not_begun(round: Round, on: date) -> QuerySet:
    """Those of the services that count in a round which have begun nothing in it."""
    begun = SelfAssessment.objects.filter(round=round).order_by().values("service")
    return services_of(round, on).exclude(pk__in=begun)


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
