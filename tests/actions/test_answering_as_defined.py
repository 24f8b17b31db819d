"""Which sub-actions answer a call, by sets: the same as the definition gives, link by link."""

import random

import pytest

from accounts.together import read_one
from actions.answering import reading_answering
from actions.models import SubAction
from foundations.models import FrameworkItem, Kind, Link
from tests.factories import ActionFactory, ItemFactory, LinkFactory, SubActionFactory

pytestmark = pytest.mark.django_db
SURENESS = [("suggested", "low"), ("suggested", "medium"), ("added", "high"), ("rejected", "high")]


def counts(link: Link) -> bool:
    return link.state in ("added", "confirmed") or (
        link.state == "suggested" and link.confidence in ("high", "medium")
    )


def starts(work: SubAction, link: Link) -> bool:
    """It starts at the sub-action, at one of its criteria, or at its action."""
    begin = link.from_item
    return counts(link) and (begin in (work.item, work.action.item) or begin.parent == work.item)


@pytest.fixture(params=[1, 2, 3])
def linked(request) -> list[Link]:
    """Links at random between 12 sub-actions with criteria and calls of three foundations, a
    recommendation and each other.
    """
    chance = random.Random(request.param)  # noqa: S311 - made-up links, the same at each run
    foundations = [ItemFactory(key=f"f{n}", kind=Kind.FOUNDATION) for n in range(3)]
    ends = [ItemFactory(parent=chance.choice(foundations)) for _ in range(6)]
    ends.append(ItemFactory(kind=Kind.RECOMMENDATION))
    actions = [ActionFactory() for _ in range(3)]
    works = [SubActionFactory(action=chance.choice(actions)) for _ in range(12)]
    parts = [ItemFactory(kind=Kind.CRITERION, parent=chance.choice(works).item) for _ in range(6)]
    begins = [*(each.item for each in [*actions, *works]), *parts]
    pairs = {(chance.choice(begins), chance.choice([*ends, works[0].item])) for _ in range(14)}
    return [_linked(chance, *pair) for pair in sorted(pairs, key=lambda two: [i.pk for i in two])]


def _linked(chance: random.Random, begin: FrameworkItem, end: FrameworkItem) -> Link:
    state, confidence = chance.choice(SURENESS)
    return LinkFactory(from_item=begin, to_item=end, state=state, confidence=confidence)


def test_sub_actions_that_answer_a_foundation_or_no_call(linked):
    works = list(SubAction.objects.all())
    to_calls = [link for link in linked if link.to_item.kind == Kind.CALL]
    for foundation in ("f0", "f1", "f2"):
        meant = [link for link in to_calls if link.to_item.parent.key == foundation]
        expected = {work for work in works if any(starts(work, link) for link in meant)}
        assert set(SubAction.objects.answering(foundation)) == expected
    none = {work for work in works if not any(starts(work, link) for link in to_calls)}
    assert set(SubAction.objects.answering(None)) == none


def test_what_sub_actions_stand_for_or_answer(linked):
    every_other = list(SubAction.objects.values_list("pk", flat=True))[::2]
    some = SubAction.objects.filter(pk__in=every_other)
    expected = {work.item for work in some} | {
        link.to_item for link in linked for work in some if starts(work, link)
    }
    assert set(FrameworkItem.objects.filter(some.stands_for("pk"))) == expected


def test_the_work_that_answers_each_call(linked):
    works = list(SubAction.objects.all())
    calls = {item.pk: item for item in FrameworkItem.objects.filter(kind=Kind.CALL)}
    assert read_one(reading_answering(calls)) == {
        pk: {
            work.pk
            for work in works
            if any(link.to_item == call and starts(work, link) for link in linked)
        }
        for pk, call in calls.items()
    }
