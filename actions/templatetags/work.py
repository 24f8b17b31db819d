"""How the work goes that answers a published text, for the pages on which the text is read."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils import timezone

from foundations.models import FrameworkItem, Link

from ..models import SubAction
from ..owners import Owners, owners_of
from ..states import State, read_states

register = template.Library()


@register.simple_tag
def with_states(ends: Iterable) -> list[tuple[object, State]]:
    """Link ends (anything with an `item`), each with how that work goes today."""
    ends = list(ends)
    states = read_states([end.item for end in ends], timezone.localdate())
    return [(end, states.get(end.item.pk, State())) for end in ends]


@register.simple_tag
def call_states(
    calls: Iterable[FrameworkItem],
) -> list[tuple[FrameworkItem, list[tuple[Link, State]]]]:
    """Calls (with their `answers`), each with those links and how the work behind them goes
    today.
    """
    calls = list(calls)
    items = [link.from_item for call in calls for link in call.answers]
    states = read_states(items, timezone.localdate())
    return [
        (call, [(link, states.get(link.from_item_id, State())) for link in call.answers])
        for call in calls
    ]


@register.simple_tag
def owners(sub_action: SubAction) -> Owners:
    """Who owns it today, and who was named and answers for it no longer."""
    return owners_of(sub_action, timezone.localdate())
