"""The switch of the public page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.asking.forms import look_at
from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.removal.written import PASSING, WRITTEN

from ..rounds.models import Snapshot
from . import last
from .models import PublicPage

# One switches it at a time.
LOCK = 7_210_362
# Every check of names asks about this.
LIKE_A_NAME = "Emma, aged 9, lives with her gran."
NO_REMOVAL = "There is no way yet to take out what should not have been written."
NO_CHECK = "What may be a name is not asked about yet."
NO_ROUND = "No round is closed yet, so there is nothing to show."


def is_public_page_on() -> bool:
    """Whether anyone may read the public page."""
    return bool(PublicPage.objects.order_by("-pk").values_list("is_on", flat=True).first())


def reasons_not_to_switch_on() -> list[str]:
    """Why the public page cannot be switched on now, a sentence each."""
    reasons = []
    if not WRITTEN or last.forget_when_taken_out not in PASSING:
        reasons.append(NO_REMOVAL)
    if not look_at(LIKE_A_NAME):
        reasons.append(NO_CHECK)
    if not Snapshot.objects.exists():
        reasons.append(NO_ROUND)
    return reasons


@transaction.atomic
def switch_public_page(*, by: User, is_on: bool) -> bool:
    """Switch the public page on or off; returns whether that is a change. Raises PermissionDenied,
    or ValidationError with the reasons why it cannot be switched on.

    Of two who switch it at once the later one counts, as it would a moment after.
    """
    check(by, "switch_public_page")
    take_lock(LOCK)
    before = is_public_page_on()
    if before == is_on:
        return False
    if is_on and (reasons := reasons_not_to_switch_on()):
        raise ValidationError({"is_on": reasons})
    PublicPage.objects.create(is_on=is_on, set_by=by)
    record(
        by=by,
        act="switched",
        thing="public-page",
        key="for anyone",
        before={"is_on": before},
        after={"is_on": is_on},
    )
    # What was kept for when the database is away must not be shown either.
    transaction.on_commit(last.let_go, robust=True)
    return True
