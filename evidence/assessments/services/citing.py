"""Writes of what "How do we know?" cites, or of the words that there is no evidence yet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check
from accounts.versions import save_version
from evidence.items.models import EvidenceItem, Support

from ..models import SelfAssessment
from ..places import Place
from .boxes import begin
from .history import write_history
from .holding import hold_assessment

BOTH = "Evidence is ticked, and so is “We have no evidence yet”. Untick one of the two."


@transaction.atomic
def change_cited(
    *, by: User, place: Place, cite_now: set[int], uncite_now: set[int], none_yet: bool | None
) -> None:
    """Cite evidence, take citations back, and say whether there is none yet: what a look at one box
    changes.

    The evidence is named by its ids; `none_yet` is None where nothing is said about that. Raises
    PermissionDenied, Conflict, or ValidationError when evidence is cited and yet said not to be
    there.
    """
    if not cite_now and not uncite_now and none_yet is None:
        return
    check(by, "assess", place)
    assessment = begin(place)
    lock_cited(assessment, cite_now | uncite_now)
    assessment.check_takes_answers()
    for evidence in EvidenceItem.objects.filter(pk__in=uncite_now):
        _uncite(by, assessment, evidence)
    for evidence in EvidenceItem.objects.filter(pk__in=cite_now):
        _cite(by, assessment, evidence)
    # After citing, so that what is judged is what will stand.
    words_stand = assessment.no_evidence_yet if none_yet is None else none_yet
    if words_stand and assessment.supports.current().exists():
        raise ValidationError(BOTH)
    if words_stand != assessment.no_evidence_yet:
        _say_no_evidence(by, assessment, assessment.version, words_stand)


def lock_cited(assessment: SelfAssessment, evidence: set[int]) -> None:
    # All that citing may change, before the first line of history: whoever changes the evidence
    # itself holds it first and history last. In the order of their numbers, so that two who cite
    # the same do not wait for each other.
    hold_assessment(assessment)
    list(
        EvidenceItem.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=evidence)
        .order_by("pk")
    )
    supports = Support.objects.select_for_update(of=("self",), no_key=True).filter(
        assessment=assessment, evidence__in=evidence, removed_on=None
    )
    list(supports.order_by("pk"))


@transaction.atomic
def cite(*, by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> Support:
    """Answer "How do we know?" with a piece of evidence; one that is cited already stays cited
    once.

    Raises PermissionDenied, or ValidationError for evidence that is removed, not hers to see, or
    when the self-assessment takes nothing any more.
    """
    check(by, "assess", assessment)
    lock_cited(assessment, {evidence.pk})
    assessment.check_takes_answers()
    return _cite(by, assessment, evidence)


def _cite(by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> Support:
    if not EvidenceItem.objects.current().visible_to(by).filter(pk=evidence.pk).exists():
        raise ValidationError(f"“{evidence}” has been removed and can be cited no longer.")
    support, made = Support.objects.current().get_or_create(
        evidence=evidence,
        item=assessment.theme,
        assessment=assessment,
        removed_on=None,
        defaults={"made_by": by},
    )
    if made:
        write_history(by, "cited evidence", assessment, {}, {"cited": evidence.title})
    return support


@transaction.atomic
def uncite(*, by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> None:
    """Cite a piece of evidence no longer; the line stays on record. Nothing happens if it is not
    cited.

    Raises PermissionDenied, or ValidationError when the self-assessment takes nothing any more.
    """
    check(by, "assess", assessment)
    lock_cited(assessment, {evidence.pk})
    assessment.check_takes_answers()
    _uncite(by, assessment, evidence)


def _uncite(by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> None:
    cited = Support.objects.filter(assessment=assessment, evidence=evidence, removed_on=None)
    if cited.update(removed_on=timezone.localdate(), removed_by=by):
        write_history(by, "cited evidence no longer", assessment, {"cited": evidence.title}, {})


@transaction.atomic
def say_no_evidence(*, by: User, assessment: SelfAssessment, seen: int, none_yet: bool) -> None:
    """Say in so many words that there is no evidence yet, or take that back.

    Raises PermissionDenied, ValidationError when evidence is cited or the self-assessment takes
    nothing any more, or Conflict.
    """
    check(by, "assess", assessment)
    hold_assessment(assessment)
    assessment.check_takes_answers()
    if none_yet and assessment.supports.current().exists():
        raise ValidationError(BOTH)
    _say_no_evidence(by, assessment, seen, none_yet)


def _say_no_evidence(by: User, assessment: SelfAssessment, seen: int, none_yet: bool) -> None:
    before = {"no_evidence_yet": assessment.no_evidence_yet}
    assessment.no_evidence_yet = none_yet
    save_version(assessment, seen=seen, fields=["no_evidence_yet"])
    write_history(
        by, "said whether there is evidence", assessment, before, {"no_evidence_yet": none_yet}
    )
