"""The line of history of a write of self-assessments."""

from __future__ import annotations

from accounts.history import record
from accounts.models import User

from ..models import SelfAssessment


def write_history(
    by: User, act: str, assessment: SelfAssessment, before: dict, after: dict
) -> None:
    record(
        by=by, act=act, thing="self-assessment", key=str(assessment.pk), before=before, after=after
    )
