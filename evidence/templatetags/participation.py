"""What took place for a sub-action, for the pages of lower apps."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context

from accounts.permissions import may
from actions.models import Occurrence, SubAction
from evidence.participation.filters import sessions_url
from evidence.participation.models import Audience, Session
from evidence.participation.occurrences import sessions_by_occurrence

register = template.Library()
SHOWN = 5  # the total says how many there are besides


@register.inclusion_tag("evidence/participation/_sessions_of.html", takes_context=True)
def sessions_of(context: Context, sub_action: SubAction) -> dict:
    """The newest sessions that serve a sub-action, with the total of all of them."""
    return {
        "sub_action": sub_action,
        "sessions": Session.objects.current().serving(sub_action.key).for_list()[:SHOWN],
        **Audience.objects.current().serving(sub_action.key).counts(),
        "url": sessions_url(sub_action=sub_action.key),
        "may_log": may(context["user"], "log_session"),
    }


@register.simple_tag
def with_sessions(occurrences: Iterable[Occurrence]) -> list[tuple[Occurrence, list[Session]]]:
    """Occurrences, each with the sessions that keep it; one statement however many there are."""
    return sessions_by_occurrence(occurrences)
