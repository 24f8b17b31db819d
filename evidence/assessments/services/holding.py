"""What every write of a self-assessment holds before it reads what decides."""

from __future__ import annotations

from accounts.versions import hold
from foundations.services.rounds import join_round

from ..models import SelfAssessment


def hold_assessment(assessment: SelfAssessment) -> None:
    """Let nobody else change a self-assessment, or close its round, until this transaction ends;
    both are read anew.
    """
    # The round before what is written in it, as everywhere.
    join_round(assessment.round_id)
    hold(assessment, "theme", "service", "round")
