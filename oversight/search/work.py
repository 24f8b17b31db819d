"""Calls and sub-actions as a search shows them: what their owners have reported. How they go takes
the evidence, sessions and links of all work together, which their own pages ask for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading
from accounts.words import day
from actions.models import Action, SubAction
from actions.status import Status
from foundations.models import FrameworkItem, Kind, Link
from foundations.names import first_words

# Of one call; its own page has them all.
MOST_ANSWERS, TITLE_LENGTH = 3, 110


@dataclass(frozen=True)
class Work:
    """A sub-action, read with its owners and its service."""

    sub_action: SubAction

    @property
    def item(self) -> FrameworkItem:
        return self.sub_action.item

    @property
    def title(self) -> str:
        return first_words(self.item.title, TITLE_LENGTH)

    @property
    def said(self) -> str:
        """What was reported last, and when."""
        found = self.sub_action
        if found.replaced_by_id:
            return "Replaced"
        if found.status == Status.NOT_REPORTED:
            return "Never reported"
        return f"Reported as {Status(found.status).short} on {day(found.reported_on)}"


@dataclass(frozen=True)
class Answer:
    """What answers a call: the link, and the sub-action or the action."""

    link: Link
    work: Work | None
    action: Action | None

    @property
    def action_title(self) -> str:
        return first_words(self.action.item.title, TITLE_LENGTH)


@dataclass(frozen=True)
class AnsweredCall:
    """A call with the surest of what answers it, and how much there is besides."""

    item: FrameworkItem
    answers: list[Answer]

    @property
    def more(self) -> int:
        return len(self.item.answers) - len(self.answers)


def reading_work(calls: Sequence[int], items: Sequence[int], on: date) -> Reading:
    """Calls and sub-actions by the numbers of their texts, as AnsweredCall and Work."""
    asked = list((yield _calls(on, pks=calls))) if calls else []
    answering = {_work_of(link) for call in asked for link in call.answers[:MOST_ANSWERS]}
    wanted = [*{*items, *answering}]
    if not wanted:
        return [AnsweredCall(call, []) for call in asked], []
    found, leading = yield _sub_actions(on, items=wanted), _actions(on, items=wanted)
    work = {one.item_id: Work(one) for one in found}
    actions = {one.item_id: one for one in leading}
    return (
        [AnsweredCall(call, _answers(call, work, actions)) for call in asked],
        [work[pk] for pk in items if pk in work],
    )


def _answers(call: FrameworkItem, work: dict, actions: dict) -> list[Answer]:
    return [
        Answer(link, work.get(_work_of(link)), actions.get(_work_of(link)))
        for link in call.answers[:MOST_ANSWERS]
    ]


def _work_of(link: Link) -> int:
    """The item of the work; of a criterion that of its sub-action."""
    start = link.from_item
    return start.parent_id if start.kind == Kind.CRITERION else start.pk


@prepared
def _calls(on: date, *, pks: Sequence[int]) -> QuerySet:
    links = Link.objects.counted().from_work().select_related("from_item").surest_first()
    answers = Prefetch("links_in", links, to_attr="answers")
    return FrameworkItem.objects.filter(pk__in=pks).prefetch_related(answers)


@prepared
def _sub_actions(on: date, *, items: Sequence[int]) -> QuerySet:
    owners = Prefetch("owners", User.objects.with_keeping())
    rows = SubAction.objects.filter(item__in=items).order_by()
    return rows.select_related("item", "service").prefetch_related(owners)


@prepared
def _actions(on: date, *, items: Sequence[int]) -> QuerySet:
    return Action.objects.for_row().filter(item__in=items)
