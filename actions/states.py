"""How the work goes that stands for published texts, for the pages on which the texts are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foundations.models import FrameworkItem, Kind

from .models import SubAction
from .standing import Standing, standing, summary


@dataclass(frozen=True)
class State:
    """How an answering item goes: a sub-action with its standing, or an action's summary."""

    sub_action: SubAction | None = None
    standing: Standing | None = None
    summary: str = ""


def read_states(items: Iterable[FrameworkItem], on: date) -> dict[int, State]:
    """How each action and sub-action among these items goes on a day, by the id of its item; in one
    statement however many there are.
    """
    wanted = {item.pk for item in items if item.kind in (Kind.ACTION, Kind.SUB_ACTION)}
    rows = list(SubAction.objects.answering_as(wanted))
    found = {row.item_id: State(row, standing(row, on)) for row in rows if row.item_id in wanted}
    # What is no sub-action is an action, which may have none yet: its summary says so.
    for item in wanted - set(found):
        own = [row for row in rows if row.action.item_id == item]
        found[item] = State(summary=summary(own, on))
    return found
