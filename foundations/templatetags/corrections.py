"""How a published text should read, as proposed, beside the source's own wording."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django import template
from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import rows_of

from ..models import Correction, FrameworkItem

register = template.Library()


@register.simple_tag(takes_context=True)
def corrections_of(context: dict, item: FrameworkItem) -> list[Correction]:
    """The open and agreed corrections of a text; they are few, and read once a page for however
    many texts.
    """
    request = context["request"]
    if not hasattr(request, "standing_corrections"):
        request.standing_corrections = defaultdict(list)
        for correction in rows_of(_current(timezone.localdate())):
            request.standing_corrections[correction.item_id].append(correction)
    return request.standing_corrections[item.pk]


@prepared
def _current(on: date) -> QuerySet:
    return Correction.objects.current()
