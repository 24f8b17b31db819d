"""How the work goes that answers a published text, for the pages on which the text is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils import timezone

from foundations.models import FrameworkItem, Kind

from ..models import SubAction
from ..standing import Standing, standing, summary

register = template.Library()


@dataclass(frozen=True)
class State:
    """How an answering item goes: a sub-action with its standing, or an action's summary."""

    sub_action: SubAction | None = None
    standing: Standing | None = None
    summary: str = ""


@register.simple_tag
def with_states(ends: Iterable) -> list[tuple[object, State]]:
    """Link ends (anything with an `item`), each with how that work goes today."""
    ends = list(ends)
    states = states_of([end.item for end in ends])
    return [(end, states.get(end.item.pk, State())) for end in ends]


@register.simple_tag
def call_states(
    calls: Iterable[FrameworkItem],
) -> list[tuple[FrameworkItem, list[tuple[FrameworkItem, State]]]]:
    """Calls (with their `answers`), each with the items that answer it and how those go today."""
    calls = list(calls)
    states = states_of([link.from_item for call in calls for link in call.answers])
    return [
        (call, [(link.from_item, states.get(link.from_item_id, State())) for link in call.answers])
        for call in calls
    ]


def states_of(items: list[FrameworkItem]) -> dict[int, State]:
    """How each action and sub-action goes today, by the id of its item; one statement however many
    there are.
    """
    today, wanted = (
        timezone.localdate(),
        {item.pk for item in items if item.kind in (Kind.ACTION, Kind.SUB_ACTION)},
    )
    rows = SubAction.objects.answering_as(wanted)
    found = {row.item_id: State(row, standing(row, today)) for row in rows if row.item_id in wanted}
    for item in wanted - set(found):
        found[item] = State(
            summary=summary([row for row in rows if row.action.item_id == item], today)
        )
    return found
