"""Actions as rows, and calls with what answers them: each with the group in which it is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read, read_one
from actions.groups import WORST_FIRST, Group
from actions.models import Action, SubAction
from foundations.models import FrameworkItem, Kind, Link
from foundations.names import first_words

from .rows import TITLE_LENGTH, Row, reading_rows
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
    (found,) = read(_reading_groups([one.pk for one in actions], on))
    counts = Counter(found)
    groups = [*Group, ""]
    return [ActionRow(one, {group: counts[one.pk, group] for group in groups}) for one in actions]


def _reading_groups(actions: list[int], on: date) -> Reading:
    return list((yield _groups(on, actions=actions)))


@prepared
def _groups(on: date, *, actions: list[int]) -> QuerySet:
    rows = SubAction.objects.filter(action__in=actions).order_by()
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


def answered_calls(
    calls: Iterable[FrameworkItem], rows: Mapping[int, Row], on: date
) -> list[AnsweredCall]:
    """Calls, read with their `answers`, each with what answers it; `rows` holds the sub-actions by
    their items. What is answered by actions takes two statements.
    """
    calls = list(calls)
    actions = _read_answering_actions(calls, on)
    return [
        AnsweredCall(
            call,
            [Answer(link, rows.get(_work_of(link)), actions.get(_work_of(link)))
             for link in call.answers[:MOST_ANSWERS]],
            more=max(len(call.answers) - MOST_ANSWERS, 0),
        )
        for call in calls
    ]  # fmt: skip


def _read_answering_actions(calls: list[FrameworkItem], on: date) -> dict[int, ActionRow]:
    links = (link for call in calls for link in call.answers[:MOST_ANSWERS])
    items = {link.from_item_id for link in links if link.from_item.kind == Kind.ACTION}
    found = Action.objects.for_row().filter(item__in=items) if items else []
    return {row.action.item_id: row for row in read_actions(found, on)}


def read_calls(calls: Iterable[FrameworkItem], on: date) -> list[AnsweredCall]:
    """Calls, read with their `answers`, each with what answers it and how that goes."""
    calls = list(calls)
    rows = read_one(reading_rows([], on, answering(calls)))
    return answered_calls(calls, {row.sub_action.item_id: row for row in rows.values()}, on)
