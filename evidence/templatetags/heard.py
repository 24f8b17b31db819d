"""What was heard about a thing, for the page of that thing."""

from __future__ import annotations

from django import template
from django.utils import timezone

from evidence.heard import counting
from evidence.heard.about import read_about
from foundations.models import FrameworkItem

register = template.Library()


@register.inclusion_tag("heard/_heard_about.html", takes_context=True)
def heard_about(context: dict, item: FrameworkItem) -> dict:
    """What was heard that went to a sub-action or call, the newest first, with the answers."""
    return read_about(item, context["user"]) | {"item": item, "today": timezone.localdate()}


@register.filter
def waited(entry: object, today=None) -> str:
    """How long an entry has waited, in words: "41 days"."""
    days = ((today or timezone.localdate()) - entry.heard_on).days
    return "1 day" if days == 1 else f"{days} days" if days else "since today"


@register.filter
def waits_too_long(entry: object, today=None) -> bool:
    """Whether an entry has waited too long for its answer."""
    return counting.waits_too_long(entry.heard_on, today or timezone.localdate())
