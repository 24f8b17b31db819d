"""Writes of where a self-assessment stands: submitted, reopened, set aside, taken up again."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import check
from accounts.together import read_together
from accounts.versions import Conflict, save_version
from actions.services.progress import moment
from evidence.items.models import EvidenceItem
from foundations.models import FrameworkItem, Round
from foundations.services.rounds import join_round

from ..completeness import reasons_against_submitting
from ..models import (
    AssessmentState,
    SelfAssessment,
    Submission,
    check_is_open,
    check_may_begin,
    check_theme_has_template,
)
from ..places import Box
from .history import write_history
from .holding import hold_assessment


@transaction.atomic
def submit(
    *,
    by: User,
    assessment: SelfAssessment,
    seen: int,
    shown: str | None = None,
    on: date | None = None,
) -> Submission:
    """Submit the four answers as they stand; the version is kept for good.

    `shown` is the digest (`digest_of`) of what was read through before; None where nobody did. `on`
    is today unless entries of the past are brought in. Raises PermissionDenied, ValidationError
    with every reason against it, or Conflict.
    """
    check(by, "assess", assessment)
    hold_assessment(assessment)
    assessment.check_takes_answers()
    _hold_what_is_read(assessment)
    # After the lock: what a colleague saved since is not submitted unread.
    if shown is not None and shown != digest_of(assessment):
        raise Conflict(assessment)
    if reasons := reasons_against_submitting(assessment):
        raise ValidationError(reasons)
    assessment.state = AssessmentState.SUBMITTED
    save_version(assessment, seen=seen, fields=["state"])
    # As texts, not as references: what is cited or rated may be renamed or removed later.
    submission = Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        texts={
            answer.prompt.key: answer.text for answer in assessment.answers.select_related("prompt")
        },
        no_evidence_yet=assessment.no_evidence_yet,
        cited=[{"key": s.evidence_id, "title": s.evidence.title} for s in _cited(assessment)],
        ratings={rating.recommendation.key: rating.word for rating in _rated(assessment)},
        made_by=by,
        made_at=moment(on),
    )
    # What a document had replaced is had back only until now.
    assessment.uploads.all().delete()
    write_history(by, "submitted", assessment, {}, _submitted_texts(submission))
    return submission


def _hold_what_is_read(assessment: SelfAssessment) -> None:
    # Saving a box does not wait for the self-assessment: it is kept out by the versions, so that
    # what is checked here is what is submitted. Nor is what is cited removed meanwhile.
    cited = EvidenceItem.objects.select_for_update(of=("self",), no_key=True)
    list(cited.filter(pk__in=assessment.supports.current().values("evidence")).order_by("pk"))
    assessment.answers.update(version=F("version") + 1)


def digest_of(assessment: SelfAssessment) -> str:
    """What tells whether answers, citations and ratings are still the same, in one statement."""
    texts = assessment.answers.order_by("prompt__key").values_list("prompt__key", "text")
    cited = assessment.supports.current().order_by("evidence").values_list("evidence", flat=True)
    rated = _rated(assessment)
    read_together(texts, cited, rated)
    ratings = {rating.recommendation_id: rating.word for rating in rated}
    stands = [[*texts], [*cited], sorted(ratings.items()), assessment.no_evidence_yet]
    return hashlib.sha256(json.dumps(stands).encode()).hexdigest()[:16]


def _cited(assessment: SelfAssessment):
    return assessment.supports.current().select_related("evidence")


def _rated(assessment: SelfAssessment):
    return assessment.ratings.select_related("recommendation", "scale")


def _submitted_texts(submission: Submission) -> dict:
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
    hold_assessment(assessment)
    if assessment.state != AssessmentState.SUBMITTED:
        raise ValidationError("Only what is submitted can be reopened.")
    check_is_open(assessment.round)
    assessment.state = AssessmentState.DRAFT
    save_version(assessment, seen=seen, fields=["state"])
    # The version itself is never changed; only that it was reopened is noted beside it.
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
    or closed, or its service is.
    """
    # A box without a prompt to speak of: the permission asks for the service alone.
    check(by, "assess", Box(round, service, theme, theme))
    check_theme_has_template(theme)
    join_round(round.pk)
    assessment, made = SelfAssessment.objects.get_or_create(
        theme=theme, service=service, round=round
    )
    if made:
        check_may_begin(service)
    hold_assessment(assessment)
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
    hold_assessment(assessment)
    if assessment.state != AssessmentState.SET_ASIDE:
        raise ValidationError("This theme is not set aside.")
    check_is_open(assessment.round)
    before = {"set_aside_reason": assessment.set_aside_reason}
    assessment.state, assessment.set_aside_reason = AssessmentState.DRAFT, ""
    save_version(assessment, seen=seen, fields=["state", "set_aside_reason"])
    write_history(by, "took up again", assessment, before, {"set_aside_reason": ""})
