"""Calls that are offered for what was heard, since they share its rare words."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from accounts.together import read_one
from foundations.models import Kind
from foundations.suggesting import Offered, Subject, reading_offered_to

from .models import Heard


def subject_of(heard: Heard) -> Subject:
    """An entry as calls are offered for it: themes and recommendations take no answers."""
    words = f"{heard.theme} {heard.words}"
    return Subject("heard", str(heard.pk), words, "log_heard", kinds=(Kind.CALL,))


def offered_to(user: User, heard: Heard, went: Collection[int]) -> Offered:
    """The calls to which a person may send an entry by one press; none to which it `went` already,
    by their ids.
    """
    subject = None if heard.removed_on else subject_of(heard)
    return read_one(reading_offered_to(user, subject))(went)
