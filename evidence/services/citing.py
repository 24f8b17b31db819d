"""Writes of what "How do we know?" cites."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check
from foundations.models import FrameworkItem

from ..models import EvidenceItem, SelfAssessment, Support
from .assessments import check_takes_answers, say_no_evidence, write_history


@transaction.atomic
def change_cited(
    *,
    by: User,
    assessment: SelfAssessment,
    cite_now: Iterable[EvidenceItem],
    uncite_now: Iterable[EvidenceItem],
    none_yet: bool,
) -> None:
    """Cite evidence, take citations back, and say whether there is none yet: what one look at the box changes.

    Raises PermissionDenied, or ValidationError when evidence is cited and said not to be there.
    """
    for evidence in uncite_now:
        uncite(by=by, assessment=assessment, evidence=evidence)
    for evidence in cite_now:
        cite(by=by, assessment=assessment, evidence=evidence)
    if none_yet and assessment.supports.standing().exists():
        raise ValidationError("Evidence is cited here. Take it away first, or do not say that there is none yet.")
    if none_yet != assessment.no_evidence_yet:
        say_no_evidence(by=by, assessment=assessment, seen=assessment.version, none_yet=none_yet)
        assessment.no_evidence_yet = none_yet


@transaction.atomic
def cite(*, by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> Support:
    """Answer "How do we know?" with a piece of evidence; one that is cited already stays cited once.

    Raises PermissionDenied, or ValidationError for evidence that is removed, not hers to see, or when the
    self-assessment takes nothing any more.
    """
    check(by, "assess", assessment)
    check_takes_answers(assessment)
    # Two people who cite the same at once wait for each other here.
    EvidenceItem.objects.select_for_update().get(pk=evidence.pk)
    if not EvidenceItem.objects.standing().visible_to(by).filter(pk=evidence.pk).exists():
        raise ValidationError(f"“{evidence}” has been removed and can be cited no longer.")
    theme: FrameworkItem = assessment.theme
    support, made = Support.objects.standing().get_or_create(
        evidence=evidence, item=theme, assessment=assessment, removed_on=None, defaults={"made_by": by}
    )
    if made:
        write_history(by, "cited evidence", assessment, {}, {"cited": evidence.title})
    return support


@transaction.atomic
def uncite(*, by: User, assessment: SelfAssessment, evidence: EvidenceItem) -> None:
    """Cite a piece of evidence no longer; the line stays on record. Nothing happens if it is not cited.

    Raises PermissionDenied, or ValidationError when the self-assessment takes nothing any more.
    """
    check(by, "assess", assessment)
    check_takes_answers(assessment)
    cited = Support.objects.filter(assessment=assessment, evidence=evidence, removed_on=None)
    if cited.update(removed_on=timezone.localdate(), removed_by=by):
        write_history(by, "cited evidence no longer", assessment, {"cited": evidence.title}, {})
