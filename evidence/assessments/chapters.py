"""What the page of a whole self-assessment shows, theme by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import may
from evidence.items.models import EvidenceItem
from foundations.models import FrameworkItem

from .last_round import change_since, newest
from .models import AssessmentState, SelfAssessment, Submission
from .templates import Template
from .whole_assessment import Whole, texts_in


@dataclass(frozen=True)
class Content:
    """What was answered under one theme: its texts by prompt, the ids of what it cites, and its
    ratings by line.
    """

    texts: dict[str, str]
    cited: list[int]
    ratings: dict[str, str]
    no_evidence_yet: bool


@dataclass(frozen=True)
class Chapter:
    """One theme of a self-assessment; without content there is nothing that this reader may see."""

    template: Template
    url: str
    assessment: SelfAssessment | None
    submission: Submission | None
    is_draft: bool
    content: Content | None
    # None for each piece that this reader may not see: that there is one is said all the same.
    cited: list[EvidenceItem | None]
    since: str

    @property
    def theme(self) -> FrameworkItem:
        return self.template.theme

    @property
    def set_aside(self) -> bool:
        return self.assessment is not None and self.assessment.state == AssessmentState.SET_ASIDE

    @property
    def is_submitted(self) -> bool:
        return self.assessment is not None and self.assessment.state == AssessmentState.SUBMITTED

    @property
    def state(self) -> str:
        if self.assessment is None:
            return "Not begun"
        if self.set_aside:
            return "Set aside"
        if self.is_submitted:
            return "Submitted"
        # Everyone may read what was submitted before, so the page says why it may differ soon.
        return "Being worked on again" if self.submission else "Draft"

    @property
    def answers(self) -> list[tuple[FrameworkItem, str]]:
        return [
            (prompt, self.content.texts.get(prompt.key, "")) for prompt in self.template.prompts
        ]

    @property
    def ratings(self) -> list[tuple[FrameworkItem, str]]:
        return [
            (line, self.content.ratings[line.key])
            for line in self.template.lines
            if line.key in self.content.ratings
        ]


def read_chapters(whole: Whole, user: User) -> list[Chapter]:
    """Every theme as this person may read it: submitted, or to the service's own Promise Keepers
    also as drafted.

    However much there is, it takes four statements, and two more for those who may read drafts.
    """
    own = may(user, "assess", whole)
    found = _read_assessments(whole, own)
    contents = {
        key: _content_of(row, own) for key, row in found.items() if key[0] == whole.round.pk
    }
    evidence = _visible_evidence(contents.values(), user)
    chapters = []
    for template in whole.templates:
        key = (whole.round.pk, template.theme.pk)
        now, content = found.get(key), contents.get(key)
        chapters.append(
            Chapter(
                template=template,
                url=whole.url_of(template.theme),
                assessment=now,
                submission=newest(now),
                is_draft=_is_draft(now, own),
                content=content,
                cited=[evidence.get(pk) for pk in content.cited] if content else [],
                since=_since_last_round(whole, template, found),
            )
        )
    return chapters


def _read_assessments(whole: Whole, own: bool) -> dict[tuple[int, int], SelfAssessment]:
    """What the service has begun in this round and in the last one, by round and theme."""
    rounds = [round for round in (whole.round, whole.last_round) if round]
    rows = (
        SelfAssessment.objects.filter(service=whole.service, round__in=rounds)
        .with_boxes()
        .with_last_submission()
    )
    return {(row.round_id, row.theme_id): row for row in (rows.with_marks() if own else rows)}


def _since_last_round(whole: Whole, template: Template, found: dict) -> str:
    """What has become of what was submitted under a theme; empty where there was no last round."""
    if whole.last_round is None:
        return ""
    now, before = (
        found.get((round.pk, template.theme.pk)) for round in (whole.round, whole.last_round)
    )
    return change_since(newest(now), newest(before))


def _is_draft(assessment: SelfAssessment | None, own: bool) -> bool:
    return own and assessment is not None and assessment.state == AssessmentState.DRAFT


def _content_of(assessment: SelfAssessment | None, own: bool) -> Content | None:
    """The draft where it may be read, else what was submitted last, if anything was."""
    if _is_draft(assessment, own):
        return Content(
            texts=texts_in(assessment),
            cited=[support.evidence_id for support in assessment.citing],
            ratings={rating.recommendation.key: rating.word for rating in assessment.ratings.all()},
            no_evidence_yet=assessment.no_evidence_yet,
        )
    if submission := newest(assessment):
        cited = [row["key"] for row in submission.cited]
        return Content(submission.texts, cited, submission.ratings, submission.no_evidence_yet)
    return None


def _visible_evidence(contents: Iterable[Content | None], user: User) -> dict[int, EvidenceItem]:
    """The evidence that is cited anywhere, by its id, as far as this person may see it."""
    ids = {pk for content in contents if content for pk in content.cited}
    return EvidenceItem.objects.current().visible_to(user).in_bulk(ids or {0})
