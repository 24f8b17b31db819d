"""What the page of one theme shows of all services side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Service
from foundations.models import FrameworkItem, Round

from .last_round import change_since, newest
from .models import AssessmentState, SelfAssessment, Submission
from .overview import services_of


@dataclass(frozen=True)
class Column:
    """What one service submitted, with what has become of it since the last round."""

    assessment: SelfAssessment
    submission: Submission
    answers: list[tuple[FrameworkItem, str]]
    since: str

    @property
    def is_reopened(self) -> bool:
        """Whether it is being worked on again."""
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
    rounds = [one for one in (round, last) if one]
    rows = SelfAssessment.objects.filter(theme=theme, round__in=rounds).select_related(
        "service", "theme", "round"
    )
    found = {
        (row.round_id, row.service_id): row
        for row in rows.with_last_submission().order_by("service__name")
    }
    now = [row for row in found.values() if row.round_id == round.pk]
    set_aside = [row for row in now if row.state == AssessmentState.SET_ASIDE]
    columns = []
    for row in now:
        if (submission := newest(row)) and row not in set_aside:
            answers = [(prompt, submission.texts.get(prompt.key, "")) for prompt in prompts]
            before = newest(found.get((last.pk, row.service_id))) if last else None
            columns.append(
                Column(row, submission, answers, change_since(submission, before) if last else "")
            )
    spoken = {row.service_id for row in set_aside} | {
        column.assessment.service_id for column in columns
    }
    silent = [service for service in services_of(round, on) if service.pk not in spoken]
    return SideBySide(columns, set_aside, silent)
