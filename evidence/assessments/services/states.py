"""Writes of self-assessments: saving while people type, submitting, reopening, setting aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.history import record
from accounts.models import Service, User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from actions.services.progress import moment
from foundations.models import FrameworkItem, Round
from foundations.writing import identifiers, mask_identifiers

from ..completeness import reasons_against_submitting
from ..models import Answer, AssessmentState, SelfAssessment, Submission, check_is_open
from ..places import Box

LONGEST = 20_000  # characters a box
NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Saved:
    """An answer as it was stored, and the kinds of identifier that were masked in it."""

    answer: Answer
    masked: list[str]


def save_answer(*, by: User, box: Box, seen: int, text: str, on: date | None = None) -> Saved:
    """Store what stands in a box while people type: one statement, no line of history.

    What looks like a personal identifier is masked in what is stored. `seen` is 0 for a box that
    nobody has saved yet; `on` is today unless entries of the past are brought in. The same text
    sent twice is stored once. Raises PermissionDenied, ValidationError for a text that is too long
    or a box that takes no more, or Conflict with the answer as it now stands.
    """
    check(by, "assess", box)
    check_length(text)
    stored = mask_identifiers(as_lines(text)) if text.strip() else ""
    answer = box.answer or find_answer(box) or begin(box)
    answer.assessment.check_takes_answers()
    values = {"text": stored, "saved_by": by, "saved_at": moment(on), "version": answer.version + 1}
    # The version stands in the UPDATE itself, so two writers cannot both pass; alone it needs no
    # transaction. So does what may have become of the self-assessment since it was read.
    taking = SelfAssessment.objects.filter(pk=answer.assessment_id).taking_answers()
    rows = Answer.objects.filter(pk=answer.pk, version=seen + (seen == 0), assessment__in=taking)
    if not rows.update(**values):
        return Saved(saved_meanwhile(answer, stored), identifiers(text))
    for name, value in values.items():
        setattr(answer, name, value)
    return Saved(answer, identifiers(text))


def saved_meanwhile(answer: Answer, text: str) -> Answer:
    """The answer as it now stands, if it says the same: a save sent again.

    Raises ValidationError if the box takes no more, or Conflict if somebody else saved it.
    """
    current = Answer.objects.select_related("saved_by", "assessment__round").get(pk=answer.pk)
    if current.text != text:
        current.assessment.check_takes_answers()
        raise Conflict(current)
    return current


def find_answer(box: Box) -> Answer | None:
    """The answer in this box with its self-assessment; None before anybody has saved it."""
    rows = Answer.objects.select_related("assessment__round", "assessment__service")
    return rows.filter(
        assessment__theme=box.theme,
        assessment__service=box.service,
        assessment__round=box.round,
        prompt=box.prompt,
    ).first()


@transaction.atomic
def begin(box: Box) -> Answer:
    """An empty answer, and its self-assessment where this is the first; two who begin at once get
    the same.
    """
    check_theme_has_template(box.theme)
    check_is_open(box.round)
    try:
        with transaction.atomic():
            assessment, _made = SelfAssessment.objects.get_or_create(
                theme=box.theme, service=box.service, round=box.round
            )
            answer, _made = Answer.objects.get_or_create(assessment=assessment, prompt=box.prompt)
    except IntegrityError:
        answer = find_answer(box)
    return answer


def as_lines(text: str) -> str:
    """A text as it is stored: one sort of line end, and no control characters, which Word cannot
    hold.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_PRINTABLE.sub("", lines)


def check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(
            f"This box holds {LONGEST:,} characters at most; your text has {len(text):,}."
        )


def check_theme_has_template(theme: FrameworkItem) -> None:
    if not theme.has_template:
        raise ValidationError(f"{theme.heading} has no template: there is nothing to fill in.")


@transaction.atomic
def submit(
    *, by: User, assessment: SelfAssessment, seen: int, on: date | None = None
) -> Submission:
    """Submit the four answers as they stand; the version is kept for good.

    `on` is today unless entries of the past are brought in. Raises PermissionDenied,
    ValidationError with every reason against it, or Conflict.
    """
    check(by, "assess", assessment)
    assessment.check_takes_answers()
    hold(assessment)
    if reasons := reasons_against_submitting(assessment):
        raise ValidationError(reasons)
    assessment.state = AssessmentState.SUBMITTED
    save_version(assessment, seen=seen, fields=["state"])
    submission = Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        texts={
            answer.prompt.key: answer.text for answer in assessment.answers.select_related("prompt")
        },
        no_evidence_yet=assessment.no_evidence_yet,
        cited=[{"key": s.evidence_id, "title": s.evidence.title} for s in cited(assessment)],
        ratings={rating.recommendation.key: rating.word for rating in rated(assessment)},
        made_by=by,
        made_at=moment(on),
    )
    write_history(by, "submitted", assessment, {}, submitted_texts(submission))
    return submission


def hold(assessment: SelfAssessment) -> None:
    """Let nobody else change it, or save one of its boxes on what was read before, until this
    transaction ends.
    """
    list(SelfAssessment.objects.select_for_update().filter(pk=assessment.pk))
    assessment.answers.update(version=F("version") + 1)


def cited(assessment: SelfAssessment):
    return assessment.supports.current().select_related("evidence")


def rated(assessment: SelfAssessment):
    return assessment.ratings.select_related("recommendation", "scale")


def submitted_texts(submission: Submission) -> dict:
    """What history keeps of a submission: the texts by their prompts, and the number."""
    return submission.texts | {
        "number": submission.number,
        "no_evidence_yet": submission.no_evidence_yet,
    }


@transaction.atomic
def reopen(*, by: User, assessment: SelfAssessment, seen: int, reason: str) -> None:
    """Take up a submitted self-assessment again, with the reason; what was submitted stays
    readable.

    Raises PermissionDenied, ValidationError when it is not submitted or its round is closed, or
    Conflict.
    """
    check(by, "assess", assessment)
    if assessment.state != AssessmentState.SUBMITTED:
        raise ValidationError("Only what is submitted can be reopened.")
    check_is_open(assessment.round)
    assessment.state = AssessmentState.DRAFT
    save_version(assessment, seen=seen, fields=["state"])
    last = assessment.submissions.first()
    last.reopened_by, last.reopened_at, last.reopened_reason = by, timezone.now(), reason
    last.save(update_fields=["reopened_by", "reopened_at", "reopened_reason"])
    write_history(by, "reopened", assessment, {}, {"reopened_reason": reason})


@transaction.atomic
def set_aside(
    *, by: User, theme: FrameworkItem, service: Service, round: Round, reason: str
) -> SelfAssessment:
    """Say that a theme does not apply to a service, with the reason; it leaves the count of boxes.

    What was written so far stays. Raises PermissionDenied, or ValidationError when it is submitted
    or closed.
    """
    check(by, "assess", Box(round, service, theme, theme))
    check_theme_has_template(theme)
    assessment, _made = SelfAssessment.objects.get_or_create(
        theme=theme, service=service, round=round
    )
    assessment.check_takes_answers()
    assessment.state, assessment.set_aside_reason = AssessmentState.SET_ASIDE, reason
    save_version(assessment, seen=assessment.version, fields=["state", "set_aside_reason"])
    write_history(by, "set aside", assessment, {}, {"set_aside_reason": reason})
    return assessment


@transaction.atomic
def take_up(*, by: User, assessment: SelfAssessment, seen: int) -> None:
    """Take up a theme that was set aside.

    Raises PermissionDenied, ValidationError when it is not set aside or its round is closed, or
    Conflict.
    """
    check(by, "assess", assessment)
    if assessment.state != AssessmentState.SET_ASIDE:
        raise ValidationError("This theme is not set aside.")
    check_is_open(assessment.round)
    before = {"set_aside_reason": assessment.set_aside_reason}
    assessment.state, assessment.set_aside_reason = AssessmentState.DRAFT, ""
    save_version(assessment, seen=seen, fields=["state", "set_aside_reason"])
    write_history(by, "took up again", assessment, before, {"set_aside_reason": ""})


@transaction.atomic
def say_no_evidence(*, by: User, assessment: SelfAssessment, seen: int, none_yet: bool) -> None:
    """Say in so many words that there is no evidence yet, or take that back. Raises as the others
    do.
    """
    check(by, "assess", assessment)
    assessment.check_takes_answers()
    before = {"no_evidence_yet": assessment.no_evidence_yet}
    assessment.no_evidence_yet = none_yet
    save_version(assessment, seen=seen, fields=["no_evidence_yet"])
    write_history(
        by, "said whether there is evidence", assessment, before, {"no_evidence_yet": none_yet}
    )


def write_history(
    by: User, act: str, assessment: SelfAssessment, before: dict, after: dict
) -> None:
    record(
        by=by, act=act, thing="self-assessment", key=str(assessment.pk), before=before, after=after
    )
