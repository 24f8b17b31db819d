"""Opening the council's working records for the published actions and sub-actions."""

from __future__ import annotations

from django.db import transaction

from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from ..models import Action, SubAction
from ..status import Kind

# The source names no kind. These are our proposals until a Promise Keeper confirms or changes them.
RECURRING = {"1.2", "1.5"}
DATED = {"1.1", "1.3", "1.4", "1.6", "3.1", "4.1", "6.3", "7.1", "7.2", "7.3", "8.1", "9.1"}


@transaction.atomic
def open_work() -> int:
    """Make an Action and SubAction for every published one that has none; returns how many were
    made.

    What the council has entered already is never touched.
    """
    return _open_actions() + _open_sub_actions()


def _open_actions() -> int:
    items = FrameworkItem.objects.published().of_kind(ItemKind.ACTION).filter(action=None)
    return len(Action.objects.bulk_create(Action(item=item) for item in items))


def _open_sub_actions() -> int:
    items = FrameworkItem.objects.published().of_kind(ItemKind.SUB_ACTION).filter(sub_action=None)
    rows = [
        SubAction(item=item, action=item.parent.action, kind=_proposed_kind(item.key))
        for item in items.select_related("parent__action")
    ]
    return len(SubAction.objects.bulk_create(rows))


def _proposed_kind(key: str) -> str:
    if key in RECURRING:
        return Kind.RECURRING
    # What is left is ongoing: of the three proposals only this one can make nothing late.
    return Kind.DATED if key in DATED else Kind.ONGOING
