"""What was heard about a thing, for the page of that thing."""

from __future__ import annotations

from django import template
from django.utils import timezone

from evidence.heard.models import Reply
from foundations.models import FrameworkItem

register = template.Library()
SHOWN = 10


@register.inclusion_tag("heard/_heard_about.html", takes_context=True)
def heard_about(context: dict, item: FrameworkItem) -> dict:
    """What was heard that went to a sub-action or call, the newest first, with the answers."""
    user = context["user"]
    # One more than is shown, to know whether there are more.
    rows = list(Reply.objects.about(item).visible_to(user)[: SHOWN + 1])
    owed = any(not reply.is_answered for reply in rows)
    answerable = (
        set(Reply.objects.owed_by(user).filter(item=item).values_list("pk", flat=True))
        if owed
        else set()
    )
    return {
        "item": item,
        "replies": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "answerable": answerable,
        "today": timezone.localdate(),
    }


@register.filter
def waited(entry: object, today=None) -> str:
    """How long an entry has waited, in words: "41 days"."""
    days = ((today or timezone.localdate()) - entry.heard_on).days
    return "1 day" if days == 1 else f"{days} days" if days else "since today"
