"""How much the history holds of a piece of work."""

from __future__ import annotations

from django.db.models import Count, Min
from django.utils import timezone

from accounts.models import Change, User
from accounts.permissions import may
from accounts.together import Reading, totals
from accounts.words import day


def reading_history(thing: str, key: str, user: User) -> Reading:
    """How many changes the history tells of a thing, and since when: "31 changes since 10 June
    2025"; empty for a person who may not read it.
    """
    if not may(user, "read_history"):
        return ""
    found = Change.objects.of(thing, key)
    (told,) = yield totals(found, number=Count("pk"), first=Min("made_at"))
    if not told["number"]:
        return "no changes yet"
    many = f"{told['number']:,} change{'' if told['number'] == 1 else 's'}"
    return f"{many} since {day(timezone.localtime(told['first']).date())}"
