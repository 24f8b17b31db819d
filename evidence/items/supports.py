"""Writes of what an evidence item supports."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold
from actions.models import ProgressUpdate
from foundations.models import FrameworkItem
from foundations.services.rounds import join_round

from .models import EvidenceItem, Support
from .scope import check_supports, clearable_by, may_change
from .services import stored_now, write_line


@transaction.atomic
def add_support(
    *,
    by: User,
    evidence: EvidenceItem,
    item: FrameworkItem,
    reason: str,
    update: ProgressUpdate | None = None,
) -> Support:
    """Say that an item supports one more thing, and why.

    Raises PermissionDenied for work that others keep, ValidationError when that has been said
    already.
    """
    check_supports(by, [item], update)
    # Two people who say the same at once wait for each other here.
    hold(evidence)
    stored = stored_now(evidence)
    if stored.supports.current().filter(item=item, update=update).exists():
        raise ValidationError({"item": f"It supports {item.label} already."})
    support = Support.objects.create(
        evidence=stored, item=item, update=update, made_by=by, reason=reason
    )
    write_line(by, "said what it supports", stored, {}, {"supports": item.label, "reason": reason})
    return support


@transaction.atomic
def remove_support(*, by: User, support: Support, reason: str) -> None:
    """Take back that an item supports a thing, with a reason; the line stays on record.

    The Keeper of that thing may, and whoever may change the item. Raises PermissionDenied, or
    ValidationError when it has been taken back already, or when a self-assessment that takes
    nothing any more cites it.
    """
    check_may_take_back(by, support)
    _hold_what_cites(support)
    # Of two people who take it back at once, one is told that it has been.
    taken = Support.objects.filter(pk=support.pk, removed_on=None)
    if not taken.update(removed_on=timezone.localdate(), removed_by=by, removed_reason=reason):
        raise ValidationError("That has been taken back already.")
    before = {"supports": support.item.label}
    write_line(
        by, "took back what it supports", support.evidence, before, {"removed_reason": reason}
    )


def _hold_what_cites(support: Support) -> None:
    # Whoever submits it reads what it cites.
    if assessment := support.assessment:
        join_round(assessment.round_id)
        hold(assessment, "round")
        assessment.check_takes_answers()


def check_may_take_back(by: User, support: Support) -> None:
    """Raises PermissionDenied unless this person may take back that an item supports a thing:
    whoever said so and is still where she was then, whose evidence it is, or who keeps the thing.
    """
    check(by, "add_evidence")
    if not (
        by.still_owns(support.made_by_id, support.made_on)
        or may_change(by, support.evidence)
        or clearable_by(by).filter(pk=support.item_id).exists()
    ):
        raise PermissionDenied(
            "Only whoever said that this evidence supports it, the service that added the "
            "evidence, or the service that keeps the work may take this back."
        )
