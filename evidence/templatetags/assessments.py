"""Self-assessments on the pages of what they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from actions.models import SubAction
from evidence.assessments.models import PriorityWork

register = template.Library()


@register.filter
def at(mapping: Mapping | None, key: str):
    """What stands in a mapping under a key; None where nothing does."""
    return mapping.get(key) if mapping else None


@register.inclusion_tag("assessments/_from_priority.html")
def from_priority(sub_action: SubAction) -> dict:
    """The priority for change that a local sub-action was made from, if it was."""
    if not sub_action.item.local:
        return {"work": None}
    return {"work": PriorityWork.objects.filter(sub_action=sub_action).with_origin().first()}
