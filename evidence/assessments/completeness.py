"""Which boxes of a self-assessment count as filled, and what speaks against submitting it."""

from __future__ import annotations

from .models import SelfAssessment

# The prompt that asks for evidence: "How do we know?" (Plan 21-24: Change Programme Outcomes).
HOW_DO_WE_KNOW = "Q3"
BOXES_A_THEME = 4


def _filled_boxes(assessment: SelfAssessment) -> set[str]:
    """The keys of the prompts that count as answered.

    "How do we know?" needs a cited evidence item, or the explicit words "no evidence yet".
    """
    found = {answer.prompt.key for answer in assessment.answers.all() if answer.text.strip()}
    # A text alone is no answer to “How do we know?”; the words “no evidence yet” are one alone.
    if not _shows_how_it_knows(assessment):
        found.discard(HOW_DO_WE_KNOW)
    elif assessment.no_evidence_yet:
        found.add(HOW_DO_WE_KNOW)
    return found


def _shows_how_it_knows(assessment: SelfAssessment) -> bool:
    """Whether evidence is cited, or it is said that there is none yet."""
    return assessment.no_evidence_yet or assessment.supports.current().exists()


def reasons_against_submitting(assessment: SelfAssessment) -> list[str]:
    """A sentence for each box that is not answered yet; none when it may be submitted."""
    answers = {answer.prompt.key: answer for answer in assessment.answers.select_related("prompt")}
    filled = _filled_boxes(assessment)
    return [_why_not_filled(key, answers) for key in ("Q1", "Q2", "Q3", "Q4") if key not in filled]


def _why_not_filled(key: str, answers: dict) -> str:
    if key == HOW_DO_WE_KNOW and answers.get(key) and answers[key].text.strip():
        return "“How do we know?” cites no evidence. Cite an item, or say “no evidence yet”."
    words = {
        "Q1": "What are we doing well?",
        "Q2": "What are we not doing well?",
        "Q3": "How do we know?",
        "Q4": "What are our priorities for change?",
    }
    return f"“{words[key]}” is empty. If there is nothing to say yet, say that."
