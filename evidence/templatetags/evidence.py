"""What evidence there is, for the pages of what it supports."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils import timezone

from actions.models import SubAction
from actions.status import Status
from evidence.items.voice import not_yet_heard

register = template.Library()


@register.simple_tag
def complete_not_heard(rows: Iterable[tuple]) -> set[int]:
    """Of the sub-actions in these rows (pairs with their standing), the complete ones without any
    voice; by id.
    """
    listed = SubAction.objects.filter(pk__in=[row.pk for row, _standing in rows])
    complete = not_yet_heard(listed, timezone.localdate()).filter(status=Status.COMPLETE)
    return set(complete.values_list("pk", flat=True))
