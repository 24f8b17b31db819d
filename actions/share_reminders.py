"""Parts of joint sub-actions of which nothing is said, in the mails of reminders."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from foundations.names import first_words

from .models import Share
from .reminders import ALSO_WAITING
from .silence import TITLE_LENGTH

ASKS = "Your service has a part in this, and has to say how it goes:"
MOST = 20


def waiting_for(people: Collection[int]) -> list[tuple[str, str]]:
    """The parts of which something is to be said by these people (by id): the title of each
    sub-action, and the address of the form; nothing of the words.
    """
    today = timezone.localdate()
    rows = {
        row.pk: row
        for person in User.objects.filter(pk__in=people)
        for row in Share.objects.asked_of(person, today).select_related("sub_action__item")[:MOST]
    }
    return [(_title(row), _form(row)) for row in rows.values()]


def _title(row: Share) -> str:
    return first_words(row.sub_action.item.title, TITLE_LENGTH)


def _form(row: Share) -> str:
    return settings.SITE_URL + reverse("say-part", args=[row.pk])


def join_the_mails() -> None:
    """Let what is silent stand in the mails of reminders; once, when the app starts."""
    ALSO_WAITING.append((ASKS, waiting_for))
