"""Which work answers calls to action."""

from __future__ import annotations

from collections.abc import Collection

from accounts.together import Reading
from foundations.models import Link

ENDS = ("from_item__sub_action", "from_item__parent__sub_action", "from_item__action__sub_actions")


def reading_answering(calls: Collection[int]) -> Reading:
    """The ids of the sub-actions that answer each of these calls (by their ids), in the ways that
    `SubActionQuerySet.answering` counts: themselves, by a criterion, or through their action.
    """
    links = Link.objects.counted().filter(to_item__in=calls).order_by()
    found: dict[int, set[int]] = {call: set() for call in calls}
    for call, *ends in (yield links.values_list("to_item", *ENDS)):
        found[call].update(filter(None, ends))
    return found
