"""Writes of what each body is to do of a joint sub-action: who names and ends a part, and who says
how it goes.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import plain, record
from accounts.models import Service, User
from accounts.permissions import check
from accounts.services import check_open
from accounts.versions import Conflict, hold, save_version

from ..models import Share, ShareWord, SubAction
from ..reasons import Proposal, must_fit_the_kind
from ..status import FITTING, Kind, Status
from .moves import join_moves

SAID = ["status", "confirmed_on", "confirmed_by"]
END = ["ended_on", "ended_by", "ended_reason", "end_counts_from"]
REPLACED = "Another sub-action has replaced this one, so it has no parts any more."
OWN = "This service keeps the sub-action: what it does itself it says in its updates."
NAMED_ALREADY = "This service has a part already. End that one first if it is to be another."
ENDED = "This part was ended meanwhile, so nothing is said of it any more."


def nothing_to_share(sub_action: SubAction) -> str:
    """Why nobody's part of it can be named or spoken for, in a sentence; empty where it can."""
    return REPLACED if sub_action.replaced_by_id else ""


@transaction.atomic
def name_share(
    *, by: User, sub_action: SubAction, service: Service, words: str, on: date | None = None
) -> Share:
    """Name what a service is to do of a joint sub-action; it counts at once.

    `on` is today unless entries of the past are brought in. Raises PermissionDenied, or
    ValidationError for the service that keeps the work, one that has a part already or is closed,
    and for work that is replaced.
    """
    check(by, "edit_work", sub_action)
    # Until this is done nobody closes the service, or gives the work to it.
    _check_takes_work(service)
    hold(sub_action, "item", "service")
    check(by, "edit_work", sub_action)
    if reason := nothing_to_share(sub_action):
        raise ValidationError(reason)
    if service.pk == sub_action.service_id:
        raise ValidationError({"service": OWN})
    if sub_action.shares.open().filter(service=service).exists():
        raise ValidationError({"service": NAMED_ALREADY})
    share = Share.objects.create(
        sub_action=sub_action,
        service=service,
        words=words,
        named_by=by,
        named_on=on or timezone.localdate(),
    )
    _record("named a body’s part", by, share, {}, {"part_words": words})
    return share


def _check_takes_work(service: Service) -> None:
    try:
        check_open(service)
    except ValidationError as closed:
        raise ValidationError({"service": closed.messages}) from None


def why_nothing_to_say(share: Share) -> str:
    """Why nothing can be said of a part any more, in a sentence; empty where it can."""
    return ENDED if share.ended_on else nothing_to_share(share.sub_action)


def why_not_still_true(share: Share) -> str:
    """Why "still true" can be said of nothing here, in a sentence; empty where it can."""
    if reason := why_nothing_to_say(share):
        return reason
    if share.status == Status.NOT_REPORTED:
        return "Nothing has been said of this part yet, so there is nothing to confirm."
    if share.status not in FITTING[Kind(share.sub_action.kind)]:
        return "The sub-action is of another kind now, which has other words. Say how it goes."
    return ""


@transaction.atomic
def say_of_share(
    *, by: User, share: Share, seen: int, status: str, words: str, on: date | None = None
) -> ShareWord:
    """Say how the part of a service goes; `on` as above.

    Raises PermissionDenied, ValidationError for a status that does not fit the kind of the work or
    a part that has ended, or Conflict.
    """
    check(by, "say_share", share)
    hold(share, "sub_action__item", "service")
    if reason := why_nothing_to_say(share):
        raise ValidationError(reason)
    on = on or timezone.localdate()
    if reason := must_fit_the_kind(share.sub_action, Proposal(status=status, on=on)):
        raise ValidationError({"status": reason})
    return _follow("said how a part goes", by, share, seen, on, status=status, words=words)


@transaction.atomic
def confirm_share(*, by: User, share: Share, seen: int, on: date | None = None) -> None:
    """Say that what was last said of the part of a service is still true; `on` as above. Saying it
    twice on one day changes nothing more.

    Raises PermissionDenied, ValidationError for what `why_not_still_true()` says, or Conflict.
    """
    check(by, "say_share", share)
    hold(share, "sub_action__item", "service")
    if reason := why_not_still_true(share):
        raise ValidationError(reason)
    on = on or timezone.localdate()
    if (share.confirmed_on, share.confirmed_by) == (on, by):
        return
    _follow("said a part still true", by, share, seen, on, status=share.status, words="")


def _follow(
    act: str, by: User, share: Share, seen: int, on: date, *, status: str, words: str
) -> ShareWord:
    before = {"part_status": share.status, "part_confirmed_on": plain(share.confirmed_on)}
    share.status, share.confirmed_on, share.confirmed_by = status, on, by
    # The version first: whoever comes second fails before anything of hers is stored.
    save_version(share, seen=seen, fields=SAID)
    word = ShareWord.objects.create(share=share, status=status, words=words, said_by=by, said_on=on)
    after = {"part_status": status, "part_confirmed_on": plain(on)}
    _record(act, by, share, before, after | ({"part_said": words} if words else {}))
    return word


@transaction.atomic
def end_share(*, by: User, share: Share, seen: int, reason: str) -> None:
    """End the part of a service: it is to do this no more. It counts until the next progress round
    is closed; a slip, of which nothing was said on the day on which it was named, at once no more.

    Raises PermissionDenied, or Conflict where somebody ended it or spoke for it meanwhile.
    """
    check(by, "edit_work", share.sub_action)
    # No progress round is closed between this and the line of history.
    join_moves()
    hold(share, "sub_action__item", "sub_action__service", "service")
    check(by, "edit_work", share.sub_action)
    if share.ended_on:
        raise Conflict(share)
    today = timezone.localdate()
    slip = share.named_on == today and share.status == Status.NOT_REPORTED
    share.ended_on, share.ended_by, share.ended_reason = today, by, reason
    share.end_counts_from = today if slip else None
    save_version(share, seen=seen, fields=END)
    after = {"part_words": share.words, "part_ended_on": plain(today), "part_ended_reason": reason}
    _record("ended a body’s part", by, share, {}, after)


def _record(act: str, by: User, share: Share, before: dict, after: dict) -> None:
    of = {"part_of": str(share.service)}
    key = share.sub_action.key
    record(by=by, act=act, thing="sub-action", key=key, before=before, after=of | after)
