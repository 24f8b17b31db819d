"""What was heard about one thing, for the page of that thing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading
from foundations.models import FrameworkItem

from .models import Reply

SHOWN = 10


def reading_about(item: FrameworkItem, user: User) -> Reading:
    """What was heard that went to a sub-action or call, the newest first: its `replies`, whether
    there are `more`, and the ids of those that this person is asked to answer (`answerable`).
    """
    replies, answerable = yield from reading_replies([item.pk], user, SHOWN)
    more = len(replies) > SHOWN
    return {"replies": replies[:SHOWN], "more": more, "answerable": answerable}


def reading_replies(pks: Collection[int], user: User, shown: int) -> Reading:
    """What was heard that went to the texts with these ids, the newest first and one more than is
    shown, to know whether there are more; and the ids of those that this person is asked to answer.
    """
    today = timezone.localdate()
    replies, owed = yield (
        _replies(today, shown + 1, user=user, pks=pks),
        _owed(today, user=user, pks=pks),
    )
    return list(replies), {reply.pk for reply in owed}


@prepared
def _replies(on: date, most: int, *, user: User, pks: list[int]) -> QuerySet:
    return Reply.objects.about(*pks).visible_to(user)[:most]


def reading_owed(pks: Collection[int], user: User) -> Reading:
    """What waits for this person's answer of what went to the texts with these ids."""
    return list((yield _owed(timezone.localdate(), user=user, pks=pks)))


@prepared
def _owed(on: date, *, user: User, pks: list[int]) -> QuerySet:
    return Reply.objects.owed_by(user).filter(item__in=pks)
