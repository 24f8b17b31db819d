"""Priorities for change: the lines of the fourth box, each with the sub-action that it became."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .models import PriorityWork, SelfAssessment, Submission

PRIORITIES = "Q4"
# How people begin the lines of a list.
BULLET = re.compile(r"^\s*(?:[-–•*·]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Priority:
    """One priority, and the work that was made of it, if any."""

    words: str
    work: PriorityWork | None


def split(text: str) -> list[str]:
    """The priorities in a text: its lines, without bullets and empty ones, each once."""
    lines = (BULLET.sub("", line).strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def lines_of(assessment: SelfAssessment) -> list[str]:
    """The priorities as they stand in the box."""
    answer = assessment.answers.filter(prompt__key=PRIORITIES).first()
    return split(answer.text) if answer else []


def priorities_of(assessment: SelfAssessment, text: str) -> tuple[list[Priority], list[PriorityWork]]:
    """The priorities of a text with the work made of each, and the work made of wordings that are gone from it."""
    made = {work.words: work for work in assessment.priorities_made.select_related("sub_action__item", "made_by")}
    found = [Priority(words, made.pop(words, None)) for words in split(text)]
    return found, list(made.values())


def submitted_priorities(submission: Submission) -> list[str]:
    """The priorities that were submitted."""
    return split(submission.texts.get(PRIORITIES, ""))
