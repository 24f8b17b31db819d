"""What took place for a sub-action, for the pages of lower apps."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils import timezone

from accounts.permissions import may
from actions.models import Occurrence, SubAction
from evidence.participation.filters import sessions_url
from evidence.participation.goal import PARTICIPANTS, Goal, read_goal
from evidence.participation.models import Audience, Session
from evidence.participation.occurrences import sessions_by_occurrence

register = template.Library()
SHOWN = 5  # the total says how many there are besides


@register.inclusion_tag("evidence/participation/_sessions_of.html", takes_context=True)
def sessions_of(context: Context, sub_action: SubAction, goal: Goal | None = None) -> dict:
    """The newest sessions that serve a sub-action, with the total of all of them, after what counts
    towards its goal.
    """
    return {
        "goal": goal,
        "sub_action": sub_action,
        "sessions": Session.objects.current().serving(sub_action.key).for_list()[:SHOWN],
        **Audience.objects.current().serving(sub_action.key).counts(),
        "url": sessions_url(sub_action=sub_action.key),
        "may_log": may(context["user"], "log_session"),
    }


@register.simple_tag
def goal_of(sub_action: SubAction) -> Goal | None:
    """How far the target of participants is, where this sub-action has it; None for every other."""
    published = sub_action.published_target
    if published is None or published.unit != PARTICIPANTS:
        return None
    goal = read_goal(timezone.localdate())
    return goal if goal and goal.sub_action == sub_action else None


@register.simple_tag
def with_sessions(occurrences: Iterable[Occurrence]) -> list[tuple[Occurrence, list[Session]]]:
    """Occurrences, each with the sessions that keep it; one statement however many there are."""
    return sessions_by_occurrence(occurrences)
