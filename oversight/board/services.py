"""Writes of what the Board settles about its own page."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.prepared import prepared
from accounts.together import Reading, read_one

from .models import FirstWord

# One switches it at a time.
LOCK = 7_210_335


def first_word_is_shown() -> bool:
    """Whether the answer begins with its word; it does until the Board says otherwise."""
    return read_one(reading_first_word())


def reading_first_word() -> Reading:
    """The same, as a part of a page."""
    return False not in (yield _last(timezone.localdate()))


@prepared
def _last(on: date) -> QuerySet:
    return FirstWord.objects.order_by("-pk").values_list("is_shown", flat=True)[:1]


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
