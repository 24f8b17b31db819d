"""What the page of one theme shows of all services side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Service
from foundations.models import FrameworkItem, Round

from .last_round import change_since, newest
from .lines import services_of
from .models import AssessmentState, SelfAssessment, Submission


@dataclass(frozen=True)
class Column:
    """What one service submitted, with what has become of it since the last round."""

    assessment: SelfAssessment
    submission: Submission
    answers: list[tuple[FrameworkItem, str]]
    since: str

    @property
    def is_reopened(self) -> bool:
        return self.assessment.state == AssessmentState.DRAFT


@dataclass(frozen=True)
class SideBySide:
    """One theme in one round: the services that submitted it, those that set it aside, and the
    others.
    """

    columns: list[Column]
    set_aside: list[SelfAssessment]
    silent: list[Service]


def read_side_by_side(
    theme: FrameworkItem,
    prompts: Iterable[FrameworkItem],
    round: Round,
    last: Round | None,
    on: date,
) -> SideBySide:
    """What the services say about a theme in a round; in three statements."""
    found = _read_assessments(theme, round, last)
    now = [row for (round_id, _service), row in found.items() if round_id == round.pk]
    set_aside = [row for row in now if row.state == AssessmentState.SET_ASIDE]
    columns = [
        _column(row, prompts, last, found)
        for row in now
        if newest(row) and row.state != AssessmentState.SET_ASIDE
    ]
    spoken = {row.service_id for row in set_aside}
    spoken |= {column.assessment.service_id for column in columns}
    silent = [service for service in services_of(round, on) if service.pk not in spoken]
    return SideBySide(columns, set_aside, silent)


def _read_assessments(theme: FrameworkItem, round: Round, last: Round | None) -> dict:
    """The self-assessments of a theme in both rounds, by round and service, in the order of the
    services.
    """
    rows = SelfAssessment.objects.filter(
        theme=theme, round__in=[one for one in (round, last) if one]
    )
    rows = rows.select_related("service", "theme", "round").with_last_submission()
    return {(row.round_id, row.service_id): row for row in rows.order_by("service__name")}


def _column(
    row: SelfAssessment, prompts: Iterable[FrameworkItem], last: Round | None, found: dict
) -> Column:
    submission = newest(row)
    before = newest(found.get((last.pk, row.service_id))) if last else None
    return Column(
        assessment=row,
        submission=submission,
        answers=[(prompt, submission.texts.get(prompt.key, "")) for prompt in prompts],
        # Without a last round nothing is new or changed.
        since=change_since(submission, before) if last else "",
    )
