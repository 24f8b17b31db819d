"""The self-assessments that disagree with the linked work: what a round keeps of them when it is
closed. No person is named in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from evidence.assessments.tensions import Said, read_all_said, sentence_of
from foundations.models import Round


@dataclass(frozen=True)
class Disagrees:
    """A theme as a service assessed it, beside the first sub-actions (by their keys) that were said
    to go the other way, and how many there were besides.
    """

    pk: int
    service: str
    theme: str
    said_on: date
    says: str
    is_well: bool
    work: list[str]
    more: int


@dataclass(frozen=True)
class Disagreeing:
    """All of them, what did not go well first, and the name of the round in which they were
    submitted; "" before the first.
    """

    round: str
    rows: list[Disagrees]

    @property
    def sentence(self) -> str:
        well = sum(one.is_well for one in self.rows)
        return sentence_of(len(self.rows) - well, well)


def read_disagreeing(round: Round, on: date, keys: dict[int, str]) -> Disagreeing:
    """Those of a round that is closed on a day, or, where it asks for no self-assessment, of the
    newest that does; `keys` of the sub-actions by their ids.
    """
    asked = round if round.asks_assessment else Round.objects.current_assessment(on)
    if asked is None:
        return Disagreeing("", [])
    return Disagreeing(str(asked), [_kept(one, keys) for one in read_all_said(asked, on)])


def _kept(one: Said, keys: dict[int, str]) -> Disagrees:
    assessment = one.submission.assessment
    return Disagrees(
        pk=one.submission.pk,
        service=str(assessment.service),
        theme=assessment.theme.heading,
        said_on=timezone.localdate(one.submission.made_at),
        # Whole, though less is shown: a passage is taken out wherever it stands.
        says=one.says,
        is_well=one.is_well,
        work=[keys[pk] for pk in one.work],
        more=one.more,
    )
