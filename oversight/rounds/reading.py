"""What has come in a round so far: progress reported, self-assessments submitted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from accounts.models import Service
from actions.in_rounds import asked_in, said_in
from actions.models import SubAction
from evidence.assessments.lines import not_begun
from evidence.assessments.overview import read_counts
from foundations.models import Round

# Names of services that stand in one sentence.
NAMED = 20


@dataclass(frozen=True)
class Progress:
    """Of the sub-actions that a round asks about, those of which something was said in it."""

    reported: int
    all: int

    @property
    def unreported(self) -> int:
        return self.all - self.reported


@dataclass(frozen=True)
class Reported:
    """The same of one service, by its name and key; both are "" for what no service has."""

    service: str
    key: str
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
    """Of how many sub-actions that a round asks about an update or a "still true" answered in it;
    None where it does not ask.
    """
    if not round.asks_progress:
        return None
    rows = asked_in(SubAction.objects.order_by(), round)
    return Progress(**rows.aggregate(all=Count("pk"), reported=_reported(round, on)))


def read_services(round: Round, on: date) -> Iterator[Reported]:
    """The same of each service, what owes the most first."""
    rows = asked_in(SubAction.objects.order_by(), round)
    counted = rows.values("service__name", "service__key").annotate(
        all=Count("pk"), reported=_reported(round, on)
    )
    for one in counted.order_by(F("reported") - F("all"), "service__name"):
        name, key = one["service__name"] or "", one["service__key"] or ""
        yield Reported(name, key, one["reported"], one["all"])


def _reported(round: Round, on: date) -> Count:
    return Count("pk", filter=said_in(round, on))


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
