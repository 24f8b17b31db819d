"""What the list of sessions offers as spreadsheets."""

from __future__ import annotations

from django import template
from django.template import Context

from accounts.permissions import may

register = template.Library()


@register.inclusion_tag("evidence/participation/_session_sheets.html", takes_context=True)
def session_sheets(context: Context) -> dict:
    """Links to what is listed as a file, and to bringing in past sessions for whoever may."""
    request = context["request"]
    return {
        "request": request,
        "page": context.get("page"),
        "may_keep": may(request.user, "keep_sessions"),
    }
