"""Which questions of a self-assessment count as answered, and what speaks against submitting it."""

from __future__ import annotations

from accounts.asking.forms import is_unasked
from accounts.words import is_blank

from .models import SelfAssessment

# The prompt that asks for evidence: "How do we know?" (Plan 21-24: Change Programme Outcomes).
HOW_DO_WE_KNOW = "Q3"
BOXES_A_THEME = 4
UNASKED = "“{}” may tell who somebody is. Press “Check and submit” and say why it may stay."

WORDS = {
    "Q1": "What are we doing well?",
    "Q2": "What are we not doing well?",
    HOW_DO_WE_KNOW: "How do we know?",
    "Q4": "What are our priorities for change?",
}


def _answered(texts: dict[str, str], *, cites: bool, none_yet: bool) -> set[str]:
    """The keys of the questions that count as answered, from what stands in the boxes.

    "How do we know?" needs evidence that is cited, or the explicit words that there is none yet.
    """
    found = {key for key, text in texts.items() if not is_blank(text)}
    # A text alone is no answer to “How do we know?”; “no evidence yet” is one by itself.
    if none_yet:
        found.add(HOW_DO_WE_KNOW)
    elif not cites:
        found.discard(HOW_DO_WE_KNOW)
    return found


def open_questions(texts: dict[str, str], *, cites: bool, none_yet: bool) -> dict[str, str]:
    """By the key of each question that is not answered yet, a sentence that says what is missing,
    or asked; empty when all may be submitted.
    """
    found = _answered(texts, cites=cites, none_yet=none_yet)
    # A document and the saving while somebody types store what only the page's button asks about.
    unasked = {key for key, text in texts.items() if is_unasked(text)}
    return {
        key: UNASKED.format(WORDS[key]) if key in unasked else _why_open(key, texts)
        for key in WORDS
        if key not in found or key in unasked
    }


def _why_open(key: str, texts: dict[str, str]) -> str:
    if key == HOW_DO_WE_KNOW and not is_blank(texts.get(key, "")):
        return f"“{WORDS[key]}” has no evidence. Tick some, or “We have no evidence yet”."
    return f"“{WORDS[key]}” is empty. If there is nothing to say yet, say that."


def reasons_against_submitting(assessment: SelfAssessment) -> list[str]:
    """A sentence for each question that is not answered yet; none when it may be submitted."""
    texts = dict(assessment.answers.values_list("prompt__key", "text"))
    cites = assessment.supports.current().exists()
    return [*open_questions(texts, cites=cites, none_yet=assessment.no_evidence_yet).values()]
