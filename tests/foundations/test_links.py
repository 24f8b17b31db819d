"""Links in the groups that pages show, seen from either end."""

import pytest

from foundations.links import calls_reached, linked_to, pages_reached, read_links
from foundations.models import FrameworkItem, Kind, Link
from tests.factories import ItemFactory, LinkFactory

pytestmark = pytest.mark.database


@pytest.fixture
def call(db):
    return ItemFactory(key="C1", parent=ItemFactory(key="care", kind=Kind.FOUNDATION))


def keys(ends) -> list[str]:
    return [end.item.key for end in ends]


@pytest.mark.parametrize(
    ("state", "confidence", "group"),
    [
        ("confirmed", "low", "answers"),
        ("suggested", "high", "answers"),
        ("suggested", "medium", "answers"),
        ("suggested", "low", "hints"),
        ("added", "", "answers"),
        ("rejected", "high", "set_aside"),
        ("removed", "", "set_aside"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.SUB_ACTION, Kind.CRITERION])
def test_work_answers_by_links_that_count(call, kind, state, confidence, group):
    LinkFactory(
        from_item__key="1", from_item__kind=kind, to_item=call, state=state, confidence=confidence
    )
    linked = linked_to(call)

    found = {
        name: keys(getattr(linked, name)) for name in ("answers", "touches", "hints", "set_aside")
    }
    assert found == {"answers": [], "touches": [], "hints": [], "set_aside": []} | {group: ["1"]}
    assert FrameworkItem.objects.calls().answered(group == "answers").get() == call


@pytest.mark.parametrize("kind", [Kind.THEME, Kind.RECOMMENDATION, Kind.POINT, Kind.FUNDAMENTAL])
def test_other_texts_touch_and_do_not_answer(call, kind):
    LinkFactory(from_item__key="X1", from_item__kind=kind, to_item=call)

    assert (keys(linked_to(call).answers), keys(linked_to(call).touches)) == ([], ["X1"])
    assert not FrameworkItem.objects.calls().answered().exists()


def test_a_link_is_seen_from_both_ends_with_each_one_s_own_words(call):
    link = LinkFactory(
        from_item__key="1.1", to_item=call, from_words="short breaks", to_words="a short break"
    )
    (from_call,), (from_work,) = linked_to(call).answers, linked_to(link.from_item).touches

    assert (from_call.item.key, from_call.here, from_call.there) == (
        "1.1",
        "a short break",
        "short breaks",
    )
    assert (from_work.item.key, from_work.here, from_work.there) == (
        "C1",
        "short breaks",
        "a short break",
    )


@pytest.mark.parametrize(("words", "same"), [("Short breaks", True), ("a short break", False)])
def test_words_are_the_same_whatever_their_capitals(call, words, same):
    LinkFactory(to_item=call, from_words="short breaks", to_words=words)
    assert linked_to(call).answers[0].same_words is same


def test_the_surest_stands_first(call):
    for key, state, confidence in [
        ("1.1", "suggested", "medium"),
        ("1.2", "suggested", "high"),
        ("1.3", "confirmed", "medium"),
        ("1.4", "added", ""),
    ]:
        LinkFactory(from_item__key=key, to_item=call, state=state, confidence=confidence)
    assert keys(linked_to(call).answers) == ["1.3", "1.4", "1.2", "1.1"]


def test_links_of_many_items_take_one_statement(call, django_assert_num_queries):
    calls = [call, *ItemFactory.create_batch(20, parent=call.parent)]
    for each in calls:
        LinkFactory(to_item=each)
    with django_assert_num_queries(1):
        linked = read_links(calls)
        assert all(linked[each.pk].answers[0].item.get_absolute_url() for each in calls)


def test_pages_are_reached_through_the_items_that_cite_them(call):
    for key, pages in {"T1.R1": [85, 21], "T2.R1": [85]}.items():
        link = LinkFactory(from_item__key=key, from_item__kind=Kind.RECOMMENDATION, to_item=call)
        for order, page in enumerate(pages):
            link.from_item.pages.create(document="the-promise", page=page, order=order)
        link.from_item.pages.create(document="change-programme", page=9)
    reached = pages_reached(linked_to(call).touches)

    assert [(found.target.page, [item.key for item in found.through]) for found in reached] == [
        (21, ["T1.R1"]),
        (85, ["T1.R1", "T2.R1"]),
    ]


def test_calls_are_reached_foundation_by_foundation(db):
    first, second = (
        ItemFactory(key=key, kind=Kind.FOUNDATION, order=n)
        for n, key in enumerate(["voice", "care"])
    )
    calls = [
        ItemFactory(key="C1", parent=second, order=1),
        ItemFactory(key="V9", parent=first, order=9),
    ]
    point = ItemFactory(key="RB01", kind=Kind.POINT)
    for call in calls:
        LinkFactory(from_item=point, to_item=call)
    LinkFactory(from_item=point, to_item__key="V1", to_item__parent=first, confidence="low")
    LinkFactory(from_item=point, to_item__key="N1", to_item__kind=Kind.NEED)

    assert [(found.target.key, found.through) for found in calls_reached([point])] == [
        ("V9", [point]),
        ("C1", [point]),
    ]


def test_29_of_the_55_published_calls_are_answered(published):
    calls = FrameworkItem.objects.calls()
    assert (calls.count(), calls.answered().count(), calls.answered(False).count()) == (55, 29, 26)


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "shown"), [("confirmed", True), ("rejected", False)])
def test_what_the_council_says_decides_whether_a_call_is_answered(published, state, shown):
    Link.objects.filter(to_item__key="C18").update(state=state)
    assert FrameworkItem.objects.calls().answered().filter(key="C18").exists() is shown
