"""Writes of the plain words."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict

from .models import PlainWords

# One writes them at a time: a place has no row before its first words.
LOCK = 7_210_361
FIELDS = ["words"]


@transaction.atomic
def write_plain_words(*, by: User, place: str, seen: int, words: str) -> PlainWords:
    """Say something in plain words, or take it back (`words` empty); `seen` is the version that was
    read, 0 where there was none. Raises PermissionDenied or Conflict.
    """
    check(by, "write_plain_words")
    take_lock(LOCK)
    found = PlainWords.objects.filter(place=place).first()
    before = snapshot(found, FIELDS) if found else {}
    if found and found.version != seen:
        raise Conflict(found)
    if found is None:
        found = PlainWords(place=place, version=0)
    found.words, found.written_by, found.written_on = words, by, timezone.localdate()
    found.version += 1
    found.save()
    record(
        by=by,
        act="wrote in plain words" if words else "took back plain words",
        thing="plain-words",
        key=place,
        before=before,
        after=snapshot(found, FIELDS),
    )
    return found
