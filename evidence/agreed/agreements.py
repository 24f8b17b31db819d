"""What somebody else has agreed to."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Agreement


def agreed() -> QuerySet:
    """The ids of sub-actions whose claim somebody else has agreed to, as a set for `pk__in`."""
    return Agreement.objects.agreed().standing().order_by().values("claim__sub_action")
