"""What somebody else has agreed to."""

from __future__ import annotations

from django.db.models import QuerySet

from actions.models import SubAction


def agreed() -> QuerySet:
    """The ids of sub-actions whose claim somebody else has agreed to, as a set for `pk__in`.

    Nobody can agree to anything yet, so it is empty; whatever lets people agree fills it here.
    """
    return SubAction.objects.none().values("pk")
