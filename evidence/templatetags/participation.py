"""What took place for a sub-action, and how far participation is, for the pages of lower apps and
the Board.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django import template
from django.db.models import Count, Sum
from django.template import Context
from django.utils import timezone

from accounts.permissions import may
from actions.models import Occurrence, SubAction
from evidence.participation.filters import sessions_url
from evidence.participation.goal import Goal, read_goal
from evidence.participation.models import Audience, Session

register = template.Library()
SHOWN = 5


@register.inclusion_tag("evidence/participation/_sessions_of.html", takes_context=True)
def sessions_of(context: Context, sub_action: SubAction) -> dict:
    """The newest sessions that serve a sub-action, with the total of all of them."""
    audiences = Audience.objects.current().serving(sub_action.key)
    return {
        "sub_action": sub_action,
        "sessions": Session.objects.current().serving(sub_action.key).for_list()[:SHOWN],
        **audiences.aggregate(total=Sum("headcount"), number=Count("session", distinct=True)),
        "url": sessions_url(sub_action=sub_action.key),
        "may_log": may(context["user"], "log_session"),
    }


@register.simple_tag
def with_sessions(occurrences: Iterable[Occurrence]) -> list[tuple[Occurrence, list[Session]]]:
    """Occurrences, each with the sessions that keep it; one statement however many there are."""
    occurrences, keeping = list(occurrences), defaultdict(list)
    stored = [one.pk for one in occurrences if one.pk]
    points = Session.occurrences.through.objects.filter(occurrence_id__in=stored).select_related(
        "session"
    )
    for point in points.order_by("session__held_on"):
        keeping[point.occurrence_id].append(point.session)
    return [(one, keeping[one.pk]) for one in occurrences]


@register.simple_tag
def participation_goal() -> Goal | None:
    """How far the target of participants is today."""
    return read_goal(timezone.localdate())
