"""How many calls have an action and how sure that is: the counts, the words and the lists."""

import pytest

from foundations.coverage import Coverage, coverage_of, read_by_foundation
from foundations.models import Confidence, FrameworkItem, Kind, Link, LinkState
from foundations.names import call_names, first_words
from tests.conftest import html_of
from tests.factories import ItemFactory, LinkFactory
from tests.oversight.conftest import length_of_list

pytestmark = pytest.mark.database


@pytest.fixture
def care(db):
    return ItemFactory(kind=Kind.FOUNDATION, key="care", heading="Care")


@pytest.fixture
def calls(care):
    return [ItemFactory(key=f"C{number}", parent=care, order=number) for number in (1, 2, 3, 4)]


def linked(call, state: str, confidence: str = "high", kind: str = Kind.SUB_ACTION, **who) -> Link:
    return LinkFactory(
        from_item__kind=kind, to_item=call, state=state, confidence=confidence, **who
    )


def sureness_of(call) -> str:
    return FrameworkItem.objects.calls().with_sureness().get(pk=call.pk).sureness


@pytest.mark.parametrize(
    ("state", "confidence", "sureness"),
    [
        (LinkState.CONFIRMED, Confidence.LOW, "confirmed"),
        (LinkState.CONFIRMED, "", "confirmed"),
        (LinkState.ADDED, "", "added"),
        (LinkState.SUGGESTED, Confidence.HIGH, "suggested"),
        (LinkState.SUGGESTED, Confidence.MEDIUM, "suggested"),
        (LinkState.SUGGESTED, Confidence.LOW, "no"),
        (LinkState.REJECTED, Confidence.HIGH, "no"),
        (LinkState.REMOVED, "", "no"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.SUB_ACTION, Kind.CRITERION])
def test_the_link_says_how_sure_it_is_that_a_call_is_answered(
    calls, kind, state, confidence, sureness
):
    linked(calls[0], state, confidence, kind)

    assert sureness_of(calls[0]) == sureness
    assert FrameworkItem.objects.calls().answered(sureness != "no").filter(key="C1").exists()


@pytest.mark.parametrize("kind", [Kind.THEME, Kind.RECOMMENDATION, Kind.POINT])
def test_a_confirmed_link_of_a_text_that_is_no_work_answers_nothing(calls, kind):
    linked(calls[0], LinkState.CONFIRMED, kind=kind)
    linked(calls[1], LinkState.CONFIRMED, kind=Kind.ACTION)

    assert [sureness_of(call) for call in calls[:2]] == ["no", "confirmed"]


def coverage_of_all() -> Coverage:
    return coverage_of(FrameworkItem.objects.calls().with_sureness())


def test_the_surest_of_several_links_counts_and_each_call_counts_once(calls, care):
    states = (LinkState.SUGGESTED, LinkState.ADDED, LinkState.CONFIRMED, LinkState.REJECTED)
    for number, call in enumerate(calls[:3]):
        for state in states[: number + 1]:
            linked(call, state)
    linked(calls[3], LinkState.REJECTED)
    expected = Coverage(4, confirmed=1, added=1, suggested=1)

    assert coverage_of_all() == expected
    assert read_by_foundation() == [(care, expected)]
    assert (expected.linked, expected.without) == (3, 1)


def test_foundations_are_counted_apart_and_one_without_calls_has_none(calls, care):
    ItemFactory(kind=Kind.FOUNDATION, key="voice", heading="Voice", order=99)
    family = ItemFactory(kind=Kind.FOUNDATION, key="family", heading="Family", order=100)
    linked(ItemFactory(key="F1", parent=family), LinkState.CONFIRMED)
    linked(calls[0], LinkState.SUGGESTED)

    found = read_by_foundation()

    assert {item.key: coverage for item, coverage in found} == {
        "care": Coverage(4, suggested=1),
        "voice": Coverage(0),
        "family": Coverage(1, confirmed=1),
    }


def test_all_counts_take_one_statement(calls, django_assert_num_queries):
    linked(calls[0], LinkState.CONFIRMED)
    with django_assert_num_queries(1):
        assert coverage_of_all().confirmed == 1
    with django_assert_num_queries(1):
        read_by_foundation()


@pytest.mark.parametrize(
    ("coverage", "headline"),
    [
        (Coverage(55, suggested=29), "26 of 55 calls have no action"),
        (Coverage(55, suggested=54), "1 of 55 calls has no action"),
        (Coverage(55), "55 of 55 calls have no action"),
        (Coverage(1), "1 of 1 call has no action"),
        (Coverage(55, suggested=55), "All 55 calls have an action or a suggestion"),
        (Coverage(55, confirmed=54, suggested=1), "All 55 calls have an action or a suggestion"),
        (Coverage(55, confirmed=50, added=5), "All 55 calls have an action"),
        (Coverage(55, confirmed=55), "All 55 calls have an action"),
        (Coverage(1, suggested=1), "The 1 call has an action or a suggestion"),
        (Coverage(1, confirmed=1), "The 1 call has an action"),
        (Coverage(0), "There are no calls to action yet"),
    ],
)
def test_how_many_have_no_action_in_words(coverage, headline):
    assert coverage.headline == headline


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (
            Coverage(55, suggested=29),
            "Of the other 29, 0 are confirmed: all 29 are suggestions from shared words.",
        ),
        (
            Coverage(55, suggested=55),
            "Of the 55, 0 are confirmed: all 55 are suggestions from shared words.",
        ),
        (
            Coverage(55, added=2),
            "Of the other 2, 0 are confirmed: all 2 were added by a Promise Keeper.",
        ),
        (Coverage(55, confirmed=29), "The other 29 are confirmed."),
        (Coverage(55, confirmed=55), "All 55 are confirmed."),
        (
            Coverage(55, confirmed=1, suggested=28),
            "Of the other 29, 1 is confirmed and 28 are suggestions from shared words.",
        ),
        (
            Coverage(55, confirmed=3, added=1, suggested=1),
            "Of the other 5, 3 are confirmed, 1 was added by a Promise Keeper and 1 is a "
            "suggestion from shared words.",
        ),
        (
            Coverage(55, added=2, suggested=3),
            "Of the other 5, 0 are confirmed, 2 were added by a Promise Keeper and 3 are "
            "suggestions from shared words.",
        ),
        (
            Coverage(5, confirmed=3, added=2),
            "Of the 5, 3 are confirmed and 2 were added by a Promise Keeper.",
        ),
        (
            Coverage(55, suggested=1),
            "The other one is not confirmed: it is a suggestion from shared words.",
        ),
        (Coverage(1, added=1), "It is not confirmed: it was added by a Promise Keeper."),
        (Coverage(55, confirmed=1), "The other one is confirmed."),
        (Coverage(1, confirmed=1), "It is confirmed."),
        (Coverage(55), ""),
        (Coverage(0), ""),
    ],
)
def test_what_the_rest_rests_on_in_words(coverage, words):
    assert coverage.sureness == words


def test_each_number_opens_a_list_of_that_length(published, board, signed_in):
    # By hand, for the wording alone gives neither a confirmed nor an added link.
    Link.objects.filter(to_item__key="C18").update(state=LinkState.CONFIRMED)
    linked(FrameworkItem.objects.get(key="V2"), LinkState.ADDED, "")
    client = signed_in(board)
    coverage = coverage_of_all()

    assert coverage == Coverage(55, confirmed=1, added=1, suggested=28)
    assert coverage.lists == [
        ("Review the 28 suggestions", "suggested"),
        ("See the 1 confirmed call", "confirmed"),
        ("See the 1 added call", "added"),
    ]
    for how, number in [("suggested", 28), ("confirmed", 1), ("added", 1), ("no", 25), ("yes", 30)]:
        assert length_of_list(client, f"/calls/?answered={how}") == number


def test_no_list_is_offered_of_nothing():
    assert Coverage(55).lists == []
    assert Coverage(55, confirmed=2).lists == [("See the 2 confirmed calls", "confirmed")]


def test_a_list_of_calls_says_who_added_a_link_and_what_is_only_suggested(
    calls, keeper, board, signed_in
):
    linked(calls[0], LinkState.ADDED, "", made_by=keeper)
    linked(calls[1], LinkState.SUGGESTED)
    linked(calls[2], LinkState.CONFIRMED)

    page = html_of(signed_in(board).get("/calls/"))

    assert f"Added by {keeper}, not confirmed </span>" in page
    assert page.count("Suggested, not confirmed </span>") == 1
    assert page.count("Confirmed </span>") == 1
    assert page.count(">No action</span>") == 1


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("Short enough", 12, "Short enough"),
        ("South Ayrshire must support a culture change", 30, "…\xa0support a culture change"),
        ("South Ayrshire must listen", 30, "South Ayrshire must listen"),
        (
            "Scotland must avoid the monetisation, and more",
            30,
            "…\xa0avoid the monetisation\xa0…",
        ),
        ("There must be a complete overhaul", 20, "There must be a\xa0…"),
        ("Children know their rights", 25, "Children know their\xa0…"),
        ("Children know their rights", 15, "Children know\xa0…"),
        ("Children know their rights", 14, "Children\xa0…"),
        ("Scotland must listen to children", 32, "Scotland must listen to children"),
        ("Scotland must listen to children", 20, "…\xa0listen to children"),
        ("Scotland must listen to children", 19, "…\xa0listen to\xa0…"),
        ("x" * 30, 10, "xxxxxxxx\xa0…"),
        ("In two\n\nparagraphs", 40, "In two paragraphs"),
        ("", 10, ""),
    ],
)
def test_the_first_words_of_a_text(text, length, words):
    assert first_words(text, length) == words
    assert len(words) <= length


def test_a_heading_that_several_calls_share_gives_way_to_the_call_s_own_words(care):
    one = ItemFactory(key="C1", heading="Rights", text="Respect the rights.", parent=care)
    two = ItemFactory(key="C2", heading="Rights", text="Implement the rights.", parent=care)
    three = ItemFactory(key="C3", heading="Advocacy", text="Have access.", parent=care)
    four = ItemFactory(key="C4", heading="", text="Have a home.", parent=care)

    assert list(call_names([one, two, three, four]).values()) == [
        "Respect the rights.",
        "Implement the rights.",
        "Advocacy",
        "Have a home.",
    ]
