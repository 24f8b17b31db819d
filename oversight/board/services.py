"""Writes of what the Board settles about its own page."""

from __future__ import annotations

from django.db import transaction

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check

from .models import FirstWord

# One switches it at a time.
LOCK = 7_210_335


def first_word_is_shown() -> bool:
    """Whether the answer begins with its word; it does until the Board says otherwise."""
    last = FirstWord.objects.values_list("is_shown", flat=True).last()
    return last is not False


@transaction.atomic
def show_first_word(*, by: User, is_shown: bool) -> bool:
    """Switch the first word of the answer on or off; returns whether that is a change. Raises
    PermissionDenied.

    Of two who switch it at once the later one counts, as it would a moment after.
    """
    check(by, "set_first_word")
    take_lock(LOCK)
    before = first_word_is_shown()
    if before == is_shown:
        return False
    FirstWord.objects.create(is_shown=is_shown, set_by=by)
    record(
        by=by,
        act="switched",
        thing="first-word",
        key="of the Board’s answer",
        before={"is_shown": before},
        after={"is_shown": is_shown},
    )
    return True
