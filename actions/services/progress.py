"""Writes of progress: updates, confirmations, withdrawals."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from accounts.words import day

from ..explained import EXPLAINED, take_away
from ..models import Confirmation, ProgressUpdate, SubAction
from ..reasons import Proposal, reasons_against
from ..recurring import counts_from
from ..status import Status, Visibility
from .moves import find_anew
from .occurrences import fill_occurrences, keep_occurrence, release_occurrences

STATE = ["status", "completed_on", "decided_by", "decided_on"]
CHECKED = ["confirmed_on", "confirmed_by"]
REPORT = [*STATE, "reported_on", *CHECKED, *EXPLAINED]
TEXTS = ["changed", "difference", "next_step", "visibility"]
WITHDRAWAL = ["withdrawn_on", "withdrawn_reason"]
SENT = ["sub_action", "posted_by", *STATE, *TEXTS, "withdrawn_on"]
TOO_LATE = "“Still true” can be undone for a minute only. Post an update if it is not true."


class Besides(TypedDict, total=False):
    """What an update may say besides its status and what changed."""

    difference: str
    next_step: str
    completed_on: date | None
    decided_by: str
    decided_on: date | None
    visibility: Visibility


def post_update(
    *,
    by: User,
    sub_action: SubAction,
    seen: int,
    status: str,
    changed: str,
    keeps: date | None = None,
    form_key: UUID | None = None,
    on: date | None = None,
    **besides: Unpack[Besides],
) -> ProgressUpdate:
    """Say how a sub-action goes; its status, and the day it was last confirmed, follow.

    Unless `visibility` is given, everyone who signs in may read it. Of recurring work it may keep
    the occurrence whose period begins on the day `keeps`. `on` is today unless entries of the past
    are brought in, oldest first. A form sent twice (same form_key, same words) gives the update
    already stored, which `was_sent_before`. Raises PermissionDenied, ValidationError with every
    reason against the status, or Conflict when someone else saved meanwhile.
    """
    check(by, "post_update", sub_action)
    update = ProgressUpdate(
        sub_action=sub_action,
        service=sub_action.service,
        posted_by=by,
        posted_on=on or timezone.localdate(),
        posted_at=moment(on),
        status=status,
        changed=changed,
        **besides,
    )
    if form_key:
        update.form_key = form_key
    try:
        return _store_update(update, seen, keeps)
    except (Conflict, ValidationError, IntegrityError):
        # The same form, sent a moment ago, may be what now speaks against it.
        if twin := _already_posted(update, keeps):
            return twin
        raise


def moment(on: date | None) -> datetime:
    """When something is said to have happened: now, or noon of an earlier day."""
    if on is None or on >= timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, time(12)))


def _already_posted(update: ProgressUpdate, keeps: date | None) -> ProgressUpdate | None:
    # The update that the same form has stored already, if it says the same. Whoever went back in
    # the browser and sent other words with the same form must not lose them: that is a conflict.
    stored = ProgressUpdate.objects.filter(form_key=update.form_key).first()
    if stored is None:
        return None
    kept = stored.occurrences_kept.values_list("first_day", flat=True).first()
    if kept != keeps or any(getattr(stored, name) != getattr(update, name) for name in SENT):
        raise Conflict(SubAction.objects.get(pk=update.sub_action_id))
    stored.was_sent_before = True
    return stored


@transaction.atomic
def _store_update(update: ProgressUpdate, seen: int, keeps: date | None) -> ProgressUpdate:
    sub_action, before = update.sub_action, snapshot(update.sub_action, STATE)
    _check_decision_is_told(update)
    # Nothing was said for a day after today.
    said = sub_action.updates.current() if update.posted_on < timezone.localdate() else None
    last = said and said.values_list("posted_on", flat=True).first()
    _check_day(update.posted_on, last, sub_action.confirmed_on)
    _refuse_unfounded(sub_action, Proposal.of(update, update.posted_on))
    # The version first: whoever comes second fails before anything of hers is stored.
    _follow(sub_action, seen, update)
    update.save(force_insert=True)
    after = snapshot(update, [*STATE, *TEXTS, "posted_on"]) | _keep(update, keeps)
    record(
        by=update.posted_by,
        act="posted an update",
        thing="sub-action",
        key=sub_action.key,
        before=before,
        after=after,
    )
    return update


def _keep(update: ProgressUpdate, first_day: date | None) -> dict:
    # Returns what history says of it.
    if first_day is None:
        # Its version has been saved: it is held, and as it was read.
        if counts_from(update.sub_action):
            fill_occurrences(update.sub_action)
        return {}
    occurrence = keep_occurrence(update, first_day)
    return {"occurrence": f"{day(occurrence.first_day)} to {day(occurrence.last_day)}"}


def _check_day(on: date, *said_on: date | None) -> None:
    if on > timezone.localdate():
        raise ValidationError("Nothing can be reported for a day in the future.")
    # Updates are read newest first; one dated before the last would be hidden behind it at once.
    last = max((said for said in said_on if said), default=on)
    if on < last:
        raise ValidationError(
            f"Something was said on {day(last)} already; this cannot be dated before it."
        )


def _check_decision_is_told(update: ProgressUpdate) -> None:
    # It takes the work out of what the council is measured by, so everyone may read why.
    if update.decided_on and update.visibility == Visibility.INTERNAL:
        raise ValidationError(
            {"visibility": "Why something was stopped by a decision is for the Board to read too."}
        )


def _refuse_unfounded(sub_action: SubAction, proposal: Proposal) -> None:
    if reasons := reasons_against(sub_action, proposal):
        raise ValidationError({"status": reasons})


def _follow(sub_action: SubAction, seen: int, update: ProgressUpdate | None) -> None:
    take_state(sub_action, update)
    save_version(sub_action, seen=seen, fields=REPORT)


def take_state(sub_action: SubAction, update: ProgressUpdate | None) -> None:
    """Give a sub-action the state that an update says, or "not yet reported" if none stands; stores
    nothing.
    """
    sub_action.status = update.status if update else Status.NOT_REPORTED
    sub_action.reported_on = update.posted_on if update else None
    sub_action.completed_on = update.completed_on if update else None
    sub_action.decided_by = update.decided_by if update else ""
    sub_action.decided_on = update.decided_on if update else None
    take_away(sub_action)
    _take_last_said(sub_action, update)


def _take_last_said(sub_action: SubAction, update: ProgressUpdate | None) -> None:
    # A new update has no key yet and no "still true"; one that comes back after a withdrawal may.
    said = update.confirmations.select_related("said_by").first() if update and update.pk else None
    sub_action.confirmed_on = said.said_on if said else update and update.posted_on
    sub_action.confirmed_by = said.said_by if said else update and update.posted_by


def nothing_to_confirm(sub_action: SubAction) -> str:
    """Why "still true" can be said of nothing here, in a sentence; empty where it can."""
    if sub_action.status == Status.NOT_REPORTED:
        return (
            "Nothing has been reported yet, so there is nothing to confirm. Post an update first."
        )
    if sub_action.replaced_by_id:
        return "Another sub-action has replaced this one, so there is nothing to confirm."
    if sub_action.status == Status.STOPPED:
        return "This is stopped, so there is nothing to confirm. Post an update if it goes on."
    return ""


@transaction.atomic
def confirm(*, by: User, sub_action: SubAction, seen: int, on: date | None = None) -> None:
    """Say that nothing has changed and the last report is still true: resets freshness only.

    Saying it twice on one day changes nothing more. Raises PermissionDenied, ValidationError for
    what `nothing_to_confirm()` says, or Conflict.
    """
    check(by, "post_update", sub_action)
    if reason := nothing_to_confirm(sub_action):
        raise ValidationError(reason)
    on = on or timezone.localdate()
    # The button pressed twice: a second line of history would say nothing.
    if (sub_action.confirmed_on, sub_action.confirmed_by) == (on, by):
        return
    _check_day(on, sub_action.confirmed_on)
    before = snapshot(sub_action, CHECKED)
    sub_action.confirmed_on, sub_action.confirmed_by = on, by
    save_version(sub_action, seen=seen, fields=CHECKED)
    latest = sub_action.updates.current().first()
    at = timezone.now() if on == timezone.localdate() else None
    Confirmation.objects.create(update=latest, said_on=on, said_at=at, said_by=by)
    _record_checked("said still true", by, sub_action, before)


@transaction.atomic
def undo_confirmation(*, by: User, sub_action: SubAction, seen: int) -> None:
    """Take back one's own "still true" of a moment ago: it was last confirmed when it had been
    before.

    Raises PermissionDenied, ValidationError when it is too late, or Conflict when something else
    was saved meanwhile.
    """
    check(by, "post_update", sub_action)
    latest = sub_action.updates.current().select_related("posted_by").first()
    mine = Confirmation.objects.undoable_by(by).filter(update=latest).first()
    if mine is None:
        raise ValidationError(TOO_LATE)
    before = snapshot(sub_action, CHECKED)
    mine.delete()
    _take_last_said(sub_action, latest)
    save_version(sub_action, seen=seen, fields=CHECKED)
    _record_checked("took back still true", by, sub_action, before)


def _record_checked(act: str, by: User, sub_action: SubAction, before: dict) -> None:
    after = snapshot(sub_action, CHECKED)
    record(by=by, act=act, thing="sub-action", key=sub_action.key, before=before, after=after)


@transaction.atomic
def withdraw(*, by: User, update: ProgressUpdate, seen: int, reason: str) -> None:
    """Hide one's own update; it stays on record, and the status goes back to what was said before.

    Raises PermissionDenied for another's update, ValidationError when it is withdrawn already, or
    Conflict.
    """
    check_withdrawal(by, update)
    if update.is_withdrawn:
        raise ValidationError("This update is withdrawn already.")
    sub_action = update.sub_action
    was_latest = update == sub_action.updates.current().first()
    before = snapshot(update, [*TEXTS, "posted_on"]) | snapshot(sub_action, STATE)
    update.withdrawn_on, update.withdrawn_reason = timezone.localdate(), reason
    update.save(update_fields=WITHDRAWAL)
    if was_latest:
        _follow(sub_action, seen, deciding_update(sub_action))
    else:
        # What was said since stands, and so does the day on which it was last confirmed.
        save_version(sub_action, seen=seen, fields=[])
    # What a change of kind found may have been said by this update; it is not said any more.
    find_anew(sub_action)
    release_occurrences(update)
    said = {"before": before, "after": snapshot(update, WITHDRAWAL) | snapshot(sub_action, STATE)}
    record(by=by, act="withdrew an update", thing="sub-action", key=sub_action.key, **said)


def check_withdrawal(by: User, update: ProgressUpdate) -> None:
    """Raises PermissionDenied unless this is her own update, for a service that she still keeps."""
    check(by, "post_update", update.sub_action)
    if update.posted_by_id != by.pk:
        raise PermissionDenied("Only the person who posted an update may withdraw it.")
    if not (by.keeps(update.service_id) or by.stands_in(update.service_id)):
        raise PermissionDenied(f"You posted this for {update.service}, which you keep no longer.")


def deciding_update(sub_action: SubAction) -> ProgressUpdate | None:
    """The newest update that was not withdrawn, whose status the sub-action takes; None where there
    is none, or something speaks against that status today.
    """
    latest = sub_action.updates.current().select_related("posted_by").first()
    if latest and not reasons_against(sub_action, Proposal.of(latest, timezone.localdate())):
        return latest
    return None
