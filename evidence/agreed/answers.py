"""Actions as rows, and calls with what answers them: each with the group in which it is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read, read_one
from actions.groups import WORST_FIRST, Group
from actions.models import Action, SubAction
from foundations.models import FrameworkItem, Kind, Link
from foundations.names import first_words

from .rows import TITLE_LENGTH, Row, reading_rows, reading_rows_with_owners
from .sets import with_group

# Of one call, in a list of calls; its own page has them all.
MOST_ANSWERS = 3


@dataclass(frozen=True)
class ActionRow:
    """An action, with how many of its sub-actions are in each group; "" is that of none."""

    action: Action
    counts: Mapping[str, int]

    @property
    def title(self) -> str:
        return first_words(self.action.item.title, TITLE_LENGTH)

    @property
    def group(self) -> str:
        """The worst of its sub-actions' groups; "" where there is none."""
        return next((group for group in WORST_FIRST if self.counts.get(group)), "")

    @property
    def words(self) -> str:
        """How many are in the worst of their groups: "2 of 5 not going well"."""
        total = sum(self.counts.values())
        if not total:
            return "No sub-actions yet"
        number, words = self._said[0]
        return f"{number} of {total} {words}" if total > 1 else f"Its 1 sub-action: {words}"

    @property
    def rest(self) -> list[str]:
        """How many are in the others."""
        return [f"{number} {words}" for number, words in self._said[1:]]

    @property
    def _said(self) -> list[tuple[int, str]]:
        groups = [(self.counts.get(group), group.label.lower()) for group in WORST_FIRST]
        found = [*groups, (self.counts.get(""), "stopped or replaced")]
        return [(number, words) for number, words in found if number]


def read_actions(actions: Iterable[Action], on: date) -> list[ActionRow]:
    """Actions as rows, in one statement for all."""
    actions = list(actions)
    if not actions:
        return []
    (groups,) = read(_reading_groups([one.item_id for one in actions], on))
    return _action_rows(actions, groups)


def _action_rows(actions: Iterable[Action], groups: Iterable[tuple[int, str]]) -> list[ActionRow]:
    counts, every = Counter(groups), [*Group, ""]
    return [ActionRow(one, {group: counts[one.pk, group] for group in every}) for one in actions]


def _reading_groups(items: list[int], on: date) -> Reading:
    return list((yield _groups(on, items=items)))


@prepared
def _groups(on: date, *, items: list[int]) -> QuerySet:
    rows = SubAction.objects.filter(action__item__in=items).order_by()
    return with_group(rows, on).values_list("action", "group")


@dataclass(frozen=True)
class Answer:
    """What answers a call: the link, and the sub-action as a row or the action."""

    link: Link
    row: Row | None = None
    action: ActionRow | None = None


@dataclass(frozen=True)
class AnsweredCall:
    """A call with the surest of what answers it, and how much there is besides."""

    call: FrameworkItem
    answers: list[Answer]
    more: int

    @property
    def title(self) -> str:
        return first_words(self.call.text or self.call.title, TITLE_LENGTH)


def answering(calls: Iterable[FrameworkItem]) -> set[int]:
    """The ids of the items that answer calls; of a criterion, its sub-action's. The calls were read
    with their `answers`.
    """
    return {_work_of(link) for call in calls for link in call.answers[:MOST_ANSWERS]}


def _work_of(link: Link) -> int:
    start = link.from_item
    return start.parent_id if start.kind == Kind.CRITERION else start.pk


def reading_answered(calls: Iterable[FrameworkItem], on: date) -> Reading:
    """Calls, read with their `answers`, each with what answers it, as a part of a page. Rows of
    sub-actions have their owners.
    """
    return (yield from _reading_answered(list(calls), on, reading_rows_with_owners))


def _reading_answered(calls: list[FrameworkItem], on: date, reading: Callable) -> Reading:
    rows = yield from reading([], on, answering(calls))
    actions = yield from _reading_answering_actions(calls, on)
    found = {row.sub_action.item_id: row for row in rows.values()}
    return [_answered(call, found, actions) for call in calls]


def _answered(
    call: FrameworkItem, rows: Mapping[int, Row], actions: Mapping[int, ActionRow]
) -> AnsweredCall:
    shown, more = call.answers[:MOST_ANSWERS], max(len(call.answers) - MOST_ANSWERS, 0)
    own = [Answer(link, rows.get(_work_of(link)), actions.get(_work_of(link))) for link in shown]
    return AnsweredCall(call, own, more)


def _reading_answering_actions(calls: list[FrameworkItem], on: date) -> Reading:
    links = (link for call in calls for link in call.answers[:MOST_ANSWERS])
    items = [link.from_item_id for link in links if link.from_item.kind == Kind.ACTION]
    if not items:
        return {}
    actions = Action.objects.for_row().filter(item__in=items)
    found, groups = yield actions, _groups(on, items=items)
    return {row.action.item_id: row for row in _action_rows(found, groups)}


def read_calls(calls: Iterable[FrameworkItem], on: date) -> list[AnsweredCall]:
    """Calls, read with their `answers`, each with what answers it and how that goes."""
    return read_one(_reading_answered(list(calls), on, reading_rows))
