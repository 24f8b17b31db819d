"""The lists that the figures of a closed round open, out of what it keeps: under the same filters
as the lists of today, and so as long as the figures say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from actions.attention import LATE
from actions.filters import NO_CALL, PLANS
from actions.groups import Group
from actions.models import WhoActs
from evidence.agreed.parts import ALL, DATELESS, NONE, UNDATED_IN_HAND, WhenHeard, group_lists
from foundations.coverage import Sureness
from foundations.filters import YES

from ..board.work import Work
from .frozen import Call, Frozen, Needed

LACKING = {
    LATE: ("past_due", "Late"),
    "no-target": ("no_target", "No target"),
    "no-owner": ("no_owner", "No owner"),
    "no-service": ("no_service", "No service"),
}


@dataclass(frozen=True)
class Listed:
    """The rows of a list, and what it was narrowed to, in words."""

    rows: list
    words: list[str]

    @property
    def title(self) -> str:
        return ", ".join(self.words)


def sub_actions(frozen: Frozen, wanted: Mapping[str, str]) -> Listed | None:
    """The sub-actions under filters, in the order of the plan; None for a filter that no figure
    opens.
    """
    return _narrowed(frozen.figures.work, wanted, _work_filters(_foundations(frozen)))


def calls(frozen: Frozen, wanted: Mapping[str, str]) -> Listed | None:
    """The calls to action under filters; None as above."""
    return _narrowed(frozen.calls, wanted, _call_filters(_foundations(frozen)))


def needs(frozen: Frozen, wanted: Mapping[str, str]) -> Listed | None:
    """What waited for an answer, of all or of those who must act; None as above."""
    return _narrowed(frozen.needs, wanted, _need_filters({}))


def keeps(page: str, wanted: Mapping[str, str]) -> bool:
    """Whether closed rounds keep the list of a page of today (by the name of its address) under
    these filters.
    """
    filters = FILTERS[page]({})
    asked = {name: value for name, value in wanted.items() if value and name != "page"}
    # Foundations are the same in every round.
    return all(
        name in filters and (name == "foundation" or value in filters[name])
        for name, value in asked.items()
    )


Choices = dict[str, tuple[str, Callable]]


def _narrowed(
    rows: list[Work] | list[Call] | list[Needed],
    wanted: Mapping[str, str],
    filters: dict[str, Choices],
) -> Listed | None:
    words = []
    for name, choices in filters.items():
        if not (value := wanted.get(name)):
            continue
        if value not in choices:
            return None
        said, holds = choices[value]
        rows = [row for row in rows if holds(row)]
        words.append(said)
    return Listed(list(rows), words)


def _call_filters(foundations: dict[str, str]) -> dict[str, Choices]:
    answered = {
        YES: ("With an action", lambda call: call.sureness != Sureness.NO),
        **{
            key: (str(words), lambda call, key=key: call.sureness == key)
            for key, words in Sureness.choices
        },
    }
    of = {
        key: (name, lambda call, key=key: call.foundation == key)
        for key, name in foundations.items()
    }
    return {"answered": answered, "foundation": of}


def _need_filters(_foundations: dict[str, str]) -> dict[str, Choices]:
    every = WhoActs.choices
    return {
        "show": {key: (words, lambda one, key=key: one.who_acts == key) for key, words in every}
    }


def _work_filters(foundations: dict[str, str]) -> dict[str, Choices]:
    names = foundations | {NO_CALL: "No call to action"}
    return {
        "group": {key: (words, _in_list(key)) for key, words in group_lists()},
        "heard": {
            key: (f"Heard: {words.lower()}", lambda row, key=key: row.when_heard == key)
            for key, words in WhenHeard.choices
        },
        "attention": {
            key: (words, lambda row, name=name: getattr(row, name))
            for key, (name, words) in LACKING.items()
        },
        "plan": {
            key: (words, lambda row, key=key: row.is_local == (key == "local"))
            for key, words in PLANS
        },
        "foundation": {
            key: (name, lambda row, key=key: key in row.foundations) for key, name in names.items()
        },
    }


def _in_list(key: str) -> Callable[[Work], bool]:
    if key == ALL:
        return lambda row: bool(row.group)
    if key == NONE:
        return lambda row: not row.group
    if key == DATELESS:
        return lambda row: bool(row.group) and row.dateless
    if key == UNDATED_IN_HAND:
        return lambda row: row.group == Group.IN_HAND and row.undated
    if key in Group.values:
        return lambda row: row.group == key
    return lambda row: row.part == key


def _foundations(frozen: Frozen) -> dict[str, str]:
    return {key: name for key, name, _coverage in frozen.figures.foundations}


# By the name of the address of each list.
FILTERS = {"sub-actions": _work_filters, "calls": _call_filters, "needs": _need_filters}
