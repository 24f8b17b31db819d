"""From which registers a sub-action came, or was told of."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import SubAction

from .models import RegisterRow

SHOWN = 3


def reading_origins(found: SubAction) -> Reading:
    """The rows of registers that a sub-action came from, a sentence each, the newest first."""
    rows = yield _rows(timezone.localdate(), pk=found.pk)
    return [row.origin for row in rows]


@prepared
def _rows(on: date, *, pk: int) -> QuerySet:
    return RegisterRow.objects.standing().filter(sub_action=pk).for_page()[:SHOWN]
