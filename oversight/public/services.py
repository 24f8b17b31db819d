"""Writes and reads of whether everybody can read what is marked public."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.asking.forms import LOOKS
from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import BY_KEY, check

from ..rounds.models import Snapshot
from . import last
from .models import Switch

KEY = "switch_public"
# One switches it at a time.
LOCK = 7_210_360


def is_public() -> bool:
    """Whether everybody can read what is marked public; not until an administrator says so."""
    return bool(Switch.objects.order_by("-pk").values_list("is_on", flat=True).first())


def reasons_not_to_open() -> list[str]:
    """Why nothing may be read by everybody yet; a sentence each."""
    reasons = []
    if "take_out" not in BY_KEY:
        reasons.append("There is no tool yet that takes out what should never have been written.")
    if not LOOKS:
        reasons.append("What people write is not looked at for names yet.")
    if not Snapshot.objects.exists():
        reasons.append("No round is closed yet, so there is nothing to show.")
    return reasons


@transaction.atomic
def switch(*, by: User, is_on: bool, reason: str) -> bool:
    """Let everybody read what is marked public, or nobody any more; returns whether that is a
    change. Raises PermissionDenied, or ValidationError while it may not be opened.
    """
    check(by, KEY)
    take_lock(LOCK)
    before = is_public()
    if before == is_on:
        return False
    if is_on and (reasons := reasons_not_to_open()):
        raise ValidationError(reasons)
    Switch.objects.create(is_on=is_on, reason=reason, set_by=by)
    record(
        by=by,
        act="switched",
        thing="public",
        key="what everybody can read",
        before={"is_on": before},
        after={"is_on": is_on, "reason": reason},
    )
    # What was kept for when the database is away must not be shown either.
    transaction.on_commit(last.let_go, robust=True)
    return True
