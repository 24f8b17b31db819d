"""Priorities for change: the lines of the fourth box, each with the sub-action that it became."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from accounts.together import Reading, read_one

from ..agreed.rows import Row, reading_rows
from .models import PriorityWork, SelfAssessment

PRIORITIES = "Q4"
LONGEST = 300  # characters that the title of a sub-action holds
# How people begin the lines of a list.
BULLET = re.compile(r"^\s*(?:[-–•*·]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Priority:
    """One priority, and the work that was made of it, if any, with how that goes."""

    words: str
    work: PriorityWork | None = None
    row: Row | None = None

    @property
    def mark(self) -> str:
        """What names it in an address: its words may be long, and do not belong in logs."""
        return _mark_of(self.words)

    @property
    def too_long(self) -> bool:
        return len(self.words) > LONGEST


@dataclass(frozen=True)
class Priorities:
    """Those of a text, and the work that was made of wordings that are gone from it."""

    lines: list[Priority]
    earlier: list[Priority]

    @property
    def made(self) -> list[Priority]:
        """All that have become work."""
        return [one for one in (*self.lines, *self.earlier) if one.work]


def _mark_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def priorities_in(text: str) -> list[str]:
    """The priorities in a text: its lines, without bullets and empty ones, each once."""
    lines = (BULLET.sub("", line).strip() for line in text.splitlines())
    # Each once: the same words cannot become two sub-actions.
    return list(dict.fromkeys(line for line in lines if line))


def lines_of(assessment: SelfAssessment) -> list[str]:
    """The priorities as they stand in the box."""
    return priorities_in(text_of(assessment))


def text_of(assessment: SelfAssessment) -> str:
    answer = assessment.answers.filter(prompt__key=PRIORITIES).first()
    return answer.text if answer else ""


def priorities_of(assessment: SelfAssessment, text: str, on: date) -> Priorities:
    """The priorities of a text with the work made of each, in this round or another, and how it
    goes on a day.
    """
    return read_one(reading_priorities(assessment, text, on))


def reading_priorities(assessment: SelfAssessment, text: str, on: date) -> Reading:
    """The same, as a part of a page."""
    works = PriorityWork.objects.of_theme(assessment.theme_id, assessment.service_id)
    works = yield works.select_related("made_by")
    rows = yield from reading_rows({one.sub_action_id for one in works}, on)
    for one in works:
        one.sub_action = rows[one.sub_action_id].sub_action
    made = {one.words: Priority(one.words, one, rows[one.sub_action_id]) for one in works}
    # Those left over were made of words that are gone from the text.
    found = [made.pop(words, None) or Priority(words) for words in priorities_in(text)]
    return Priorities(
        found, [one for one in made.values() if one.work.assessment_id == assessment.pk]
    )
