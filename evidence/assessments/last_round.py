"""What has become of a theme's answers since the last round."""

from __future__ import annotations

from .models import SelfAssessment, Submission

NEW, CHANGED, SAME = "New", "Changed", "As last round"


def change_since(now: Submission | None, before: Submission | None) -> str:
    """Whether what was submitted is new, changed, or in the words of the last round; empty where
    nothing was.
    """
    if now is None:
        return ""
    if before is None:
        return NEW
    # By what is filled: a prompt that was left empty, and one that did not exist then, are alike.
    return SAME if _filled_texts(now) == _filled_texts(before) else CHANGED


def _filled_texts(submission: Submission) -> dict[str, str]:
    return {key: text for key, text in submission.texts.items() if text.strip()}


def newest(assessment: SelfAssessment | None) -> Submission | None:
    """What was submitted last; the self-assessment is read `with_last_submission`."""
    # From what was read ahead: `.first()` would ask the database for each theme.
    return next(iter(assessment.submitted), None) if assessment else None
