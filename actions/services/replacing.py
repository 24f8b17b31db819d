"""Writes of sub-actions and local actions that are merged into another or superseded by it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import save_version

from ..models import Action, SubAction
from ..status import Status

REPLACED = ["replaced_by", "replaced_on", "replaced_reason"]
LOCK = 7_210_331
PUBLISHED = (
    "The plan’s own actions stay as they are published. Say of a sub-action what replaces it."
)


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
    stored = _hold_chain(sub_action)
    further = _check_replacement(stored, replacement)
    # Else what goes badly would leave the count by way of what nobody does.
    if further and further.status == Status.STOPPED:
        raise ValidationError({"replacement": f"{further} is stopped. Choose one that goes on."})
    _store(by, stored, seen, replacement, reason, thing="sub-action")


@transaction.atomic
def replace_action(
    *, by: User, action: Action, seen: int, replacement: Action | None, reason: str
) -> None:
    """Say that another action takes the place of this local one, and why; or that none does any
    more. Its sub-actions go on until each is replaced itself.

    Raises PermissionDenied, ValidationError for a published action, itself, a circle, or a
    replacement that is replaced or taken back already, or Conflict.
    """
    check(by, "replace_work", action)
    stored = _hold_chain(action)
    if not stored.item.local:
        raise ValidationError({"replacement": PUBLISHED})
    _check_replacement(stored, replacement)
    _store(by, stored, seen, replacement, reason, thing="action")


def why_closed(action: Action) -> str:
    """Why nothing can be added to an action, in a sentence; empty where it can."""
    return f"{action} was replaced. Add it to {action.replaced_by}." if action.replaced_by else ""


def _hold_chain(work: SubAction | Action) -> SubAction | Action:
    """The work as it stands."""
    # Two who replace each other's at once would close a circle that neither sees.
    take_lock(LOCK)
    return _read(work.pk, type(work))


def _read(pk: int, of: type) -> SubAction | Action:
    return of.objects.select_related("item", "replaced_by__item").get(pk=pk)


def _store(
    by: User,
    stored: SubAction | Action,
    seen: int,
    replacement: SubAction | Action | None,
    reason: str,
    *,
    thing: str,
) -> None:
    before = snapshot(stored, REPLACED)
    stored.replaced_by = replacement
    stored.replaced_on = timezone.localdate() if replacement else None
    stored.replaced_reason = reason if replacement else ""
    save_version(stored, seen=seen, fields=REPLACED)
    after = snapshot(stored, REPLACED) | {"reason": reason}
    act = "said what replaces" if replacement else "took back what replaces"
    record(by=by, act=act, thing=thing, key=stored.key, before=before, after=after)


def _check_replacement(
    stored: SubAction | Action, replacement: SubAction | Action | None
) -> SubAction | Action | None:
    """The replacement as it stands now."""
    if replacement is None:
        if stored.replaced_by is None:
            what = "sub-action" if isinstance(stored, SubAction) else "action"
            raise ValidationError({"replacement": f"Choose the {what} that replaces it."})
        return None
    if replacement.pk == stored.pk:
        raise ValidationError({"replacement": "Nothing replaces itself. Choose another one."})
    # Read now: it may have been replaced or stopped since the form was opened.
    further = _read(replacement.pk, type(stored))
    while further.replaced_by is not None:
        if further.replaced_by_id == stored.pk:
            raise ValidationError(
                {"replacement": f"{stored} replaces {replacement} already, so they would go round."}
            )
        further = _read(further.replaced_by_id, type(stored))
    if further.pk != replacement.pk:
        raise ValidationError(
            {"replacement": f"{replacement} is replaced itself. Choose {further}."}
        )
    return further
