"""What is read through before a theme is submitted."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.items.models import EvidenceItem, EvidenceKind
from foundations.models import FrameworkItem
from foundations.writing import Hint, language_hints

from .completeness import HOW_DO_WE_KNOW, open_questions
from .forms import SubmitForm
from .models import SelfAssessment
from .priorities import PRIORITIES, priorities_in
from .services.states import digest_of
from .theme_page import Draft


@dataclass(frozen=True)
class Question:
    """One of the four, as it is answered; `missing` says what is not."""

    prompt: FrameworkItem
    text: str
    missing: str

    @property
    def is_about_evidence(self) -> bool:
        return self.prompt.key == HOW_DO_WE_KNOW

    @property
    def priorities(self) -> list[str]:
        """What is wanted, one by one."""
        return priorities_in(self.text) if self.prompt.key == PRIORITIES else []


def read_check(draft: Draft) -> dict:
    """All that the page shows before a draft is submitted."""
    ids = _cited_by(draft.assessment)
    cited = EvidenceItem.objects.current().visible_to(draft.user).filter(pk__in=ids)
    missing = open_questions(draft.texts, cites=bool(ids), none_yet=draft.none_yet)
    ratings = {line.key: draft.extents.own.get(line.key) for line in draft.place.recommendations}
    questions = [
        Question(one, draft.texts.get(one.key, ""), missing.get(one.key, ""))
        for one in draft.place.prompts
    ]
    return {
        "place": draft.place,
        "questions": questions,
        "open": [one for one in questions if one.missing],
        "answered": len(questions) - len(missing),
        "cited": cited,
        "hidden": len(ids) - len(cited),
        "none_yet": draft.none_yet,
        "ratings": ratings,
        "priorities": sum(len(one.priorities) for one in questions),
        "no_voice": not any(item.kind == EvidenceKind.VOICE for item in cited),
        "unrated": sum(rating is None for rating in ratings.values()),
        "hints": _hints(draft),
        "form": _form(draft),
    }


def _cited_by(assessment: SelfAssessment | None) -> list[int]:
    """The ids of all evidence that is cited; not each of it is for everyone to see."""
    if assessment is None:
        return []
    return list(assessment.supports.current().values_list("evidence", flat=True))


def _form(draft: Draft) -> SubmitForm | None:
    held = draft.assessment
    return SubmitForm(initial={"version": held.version, "shown": digest_of(held)}) if held else None


def _hints(draft: Draft) -> list[Hint]:
    """Words worth another thought, each once."""
    texts = draft.texts.values()
    return list(dict.fromkeys(hint for text in texts for hint in language_hints(text)))
