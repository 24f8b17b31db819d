"""What has come in a round so far: progress reported, self-assessments submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import Service
from actions.models import SubAction
from actions.models.progress import Confirmation, ProgressUpdate
from evidence.assessments.overview import read_overview
from foundations.models import Round


@dataclass(frozen=True)
class Progress:
    """Of the sub-actions that are to be done, those of which something was said in the round."""

    reported: int
    all: int


@dataclass(frozen=True)
class Assessed:
    """The self-assessments of a round: one a service and theme, those set aside not counted."""

    submitted: int
    drafts: int
    all: int
    silent: list[Service]
    services: int

    @property
    def not_begun(self) -> int:
        return self.all - self.submitted - self.drafts


def read_progress(round: Round, on: date) -> Progress | None:
    """How many sub-actions an update or a "still true" answered in the round; None where it does
    not ask.
    """
    if not round.asks_progress:
        return None
    days = (round.first_day, round.closed_on or on)
    posted = ProgressUpdate.objects.current().filter(posted_on__range=days)
    repeated = Confirmation.objects.filter(said_on__range=days, update__withdrawn_on=None)
    said = Q(pk__in=posted.order_by().values("sub_action"))
    said |= Q(pk__in=repeated.order_by().values("update__sub_action"))
    rows = SubAction.objects.to_be_done()
    return Progress(**rows.aggregate(all=Count("pk"), reported=Count("pk", filter=said)))


def read_assessed(round: Round, on: date) -> Assessed | None:
    """How far the services have come with their self-assessments; None where it does not ask."""
    if not round.asks_assessment:
        return None
    overview = read_overview(round, on)
    cells = [cell for line in overview.lines for cell in line.cells if not cell.set_aside]
    drafts = [cell for cell in cells if cell.assessment and not cell.submitted]
    return Assessed(
        submitted=overview.submitted,
        drafts=len(drafts),
        all=len(cells),
        silent=overview.not_begun,
        services=len(overview.lines),
    )
