"""What has come in a round so far: progress reported, self-assessments submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import Service
from actions.models import SubAction
from actions.models.progress import Confirmation, ProgressUpdate
from evidence.assessments.lines import not_begun
from evidence.assessments.overview import read_counts
from foundations.models import Round

# Names of services that stand in one sentence.
NAMED = 20


@dataclass(frozen=True)
class Progress:
    """Of the sub-actions that are to be done, those of which something was said in the round."""

    reported: int
    all: int


@dataclass(frozen=True)
class Assessed:
    """The self-assessments of a round: one a service and theme, those set aside not counted; how
    many services have not begun, and the first of them by name.
    """

    submitted: int
    drafts: int
    all: int
    silent: int
    named: list[Service]
    services: int

    @property
    def not_begun(self) -> int:
        return self.all - self.submitted - self.drafts

    @property
    def more(self) -> int:
        """How many have not begun besides those that are named."""
        return self.silent - len(self.named)


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
    counts = read_counts(round, on)
    return Assessed(
        submitted=counts.submitted,
        drafts=counts.drafts,
        all=counts.due,
        silent=counts.not_begun,
        named=list(not_begun(round, on)[:NAMED]) if counts.not_begun else [],
        services=counts.services,
    )
