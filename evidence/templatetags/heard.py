"""How long what was heard has waited for its answer."""

from __future__ import annotations

from django import template
from django.utils import timezone

from evidence.heard import counting

register = template.Library()


@register.filter
def waited(entry: object, today=None) -> str:
    """How long an entry has waited, in words: "41 days"."""
    days = ((today or timezone.localdate()) - entry.heard_on).days
    return "1 day" if days == 1 else f"{days} days" if days else "since today"


@register.filter
def waits_too_long(entry: object, today=None) -> bool:
    """Whether an entry has waited too long for its answer."""
    return counting.waits_too_long(entry.heard_on, today or timezone.localdate())
