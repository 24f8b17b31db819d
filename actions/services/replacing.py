"""Writes of sub-actions that are merged into another or superseded by it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import save_version

from ..models import SubAction
from ..status import Status

REPLACED = ["replaced_by", "replaced_on", "replaced_reason"]
LOCK = 7_210_331


@transaction.atomic
def replace(
    *, by: User, sub_action: SubAction, seen: int, replacement: SubAction | None, reason: str
) -> None:
    """Say that another sub-action takes the place of this one, and why; with no replacement, that
    none does any more.

    Raises PermissionDenied, ValidationError for itself, a circle, or a replacement that is stopped,
    replaced or taken back already, or Conflict.
    """
    check(by, "replace_work", sub_action)
    # Two who replace each other's at once would close a circle that neither sees.
    take_lock(LOCK)
    stored = SubAction.objects.select_related("item", "replaced_by__item").get(pk=sub_action.pk)
    _check_replacement(stored, replacement)
    before = snapshot(stored, REPLACED)
    stored.replaced_by = replacement
    stored.replaced_on = timezone.localdate() if replacement else None
    stored.replaced_reason = reason if replacement else ""
    save_version(stored, seen=seen, fields=REPLACED)
    after = snapshot(stored, REPLACED) | {"reason": reason}
    act = "said what replaces" if replacement else "took back what replaces"
    record(by=by, act=act, thing="sub-action", key=stored.key, before=before, after=after)


def _check_replacement(stored: SubAction, replacement: SubAction | None) -> None:
    if replacement is None:
        if stored.replaced_by is None:
            raise ValidationError({"replacement": "Choose the sub-action that replaces it."})
        return
    if replacement.pk == stored.pk:
        raise ValidationError({"replacement": "Nothing replaces itself. Choose another one."})
    # Read now: it may have been replaced or stopped since the form was opened.
    further = SubAction.objects.select_related("item", "replaced_by__item").get(pk=replacement.pk)
    while further.replaced_by is not None:
        if further.replaced_by_id == stored.pk:
            raise ValidationError(
                {"replacement": f"{stored} replaces {replacement} already, so they would go round."}
            )
        further = SubAction.objects.select_related("item").get(pk=further.replaced_by_id)
    if further.pk != replacement.pk:
        raise ValidationError(
            {"replacement": f"{replacement} is replaced itself. Choose {further}."}
        )
    # Else what goes badly would leave the count by way of what nobody does.
    if further.status == Status.STOPPED:
        raise ValidationError({"replacement": f"{further} is stopped. Choose one that goes on."})
