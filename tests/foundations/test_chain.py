"""The chain is walked both ways: from work up to pages of The Promise, and from a page down to the
work (row 6).
"""

import re

import pytest

from accounts.together import read
from foundations.chain import read_chain, reading_chain, reading_parts
from foundations.models import FrameworkItem, Kind, Link, PageReference
from tests.factories import ItemFactory, LinkFactory

from .conftest import words

pytestmark = pytest.mark.database


def ways_up(item):
    return read_chain().ways_up(item)


def work_below(items):
    found, parts = read(reading_chain(), reading_parts())
    return found.work_below(items, parts)


def keys(way) -> list:
    return [step.key for step in way.steps] + [reference.page for reference in way.pages]


def up(key: str) -> list[list]:
    return [keys(way) for way in ways_up(FrameworkItem.objects.get(key=key))]


def down(*found: str) -> list[list]:
    return [keys(way) for way in work_below(FrameworkItem.objects.filter(key__in=found))]


@pytest.fixture
def action(db):
    return ItemFactory(key="1", kind=Kind.ACTION)


@pytest.fixture
def work(action):
    return ItemFactory(key="1.1", kind=Kind.SUB_ACTION, parent=action)


@pytest.fixture
def call(db):
    return ItemFactory(key="C1")


@pytest.fixture
def theme(db):
    return ItemFactory(key="T1", kind=Kind.THEME)


def citing(key: str, *pages: int, **fields) -> FrameworkItem:
    """A recommendation, unless another kind is named, that cites these pages of The Promise."""
    item = ItemFactory(key=key, **{"kind": Kind.RECOMMENDATION} | fields)
    for page in pages:
        item.pages.create(document="the-promise", page=page, order=page)
    return item


def test_straight_up_and_down(work):
    LinkFactory(from_item=work, to_item=citing("T1.R1", 46, 85))
    assert up("1.1") == [["1.1", "T1.R1", 46, 85]]
    assert down("T1.R1") == [["T1.R1", "1.1"]]


@pytest.mark.parametrize("kind", [Kind.RECOMMENDATION, Kind.POINT])
def test_through_a_call_and_what_touches_it(work, call, kind):
    LinkFactory(from_item=work, to_item=call)
    LinkFactory(from_item=citing("X1", 85, kind=kind), to_item=call)
    assert up("1.1") == [["1.1", "C1", "X1", 85]]
    assert up("C1") == [["C1", "X1", 85]]
    assert down("X1") == [["X1", "C1", "1.1"]]


def test_through_a_theme_whose_recommendation_cites_the_page(work, call, theme):
    citing("T1.R1", 85, parent=theme)
    LinkFactory(from_item=work, to_item=theme)
    assert (up("1.1"), down("T1.R1")) == ([["1.1", "T1", "T1.R1", 85]], [["T1.R1", "T1", "1.1"]])


def test_through_the_action_of_a_sub_action(action, work):
    LinkFactory(from_item=action, to_item=citing("T1.R1", 85))
    assert up("1.1") == [["1.1", "1", "T1.R1", 85]]
    assert down("T1.R1") == [["T1.R1", "1"], ["T1.R1", "1", "1.1"]]


def test_through_a_criterion_of_a_sub_action(work):
    criterion = ItemFactory(key="1.1.1", kind=Kind.CRITERION, parent=work)
    LinkFactory(from_item=criterion, to_item=citing("T1.R1", 85))
    assert up("1.1") == [["1.1", "1.1.1", "T1.R1", 85]]
    assert down("T1.R1") == [["T1.R1", "1.1.1", "1.1"]]


def test_from_a_criterion_through_what_it_is_part_of(action, work):
    ItemFactory(key="1.1a", kind=Kind.CRITERION, parent=work)
    LinkFactory(from_item=work, to_item=citing("T1.R1", 85))
    LinkFactory(from_item=action, to_item=citing("T1.R2", 46))
    assert up("1.1a") == [["1.1a", "1.1", "T1.R1", 85], ["1.1a", "1.1", "1", "T1.R2", 46]]


@pytest.mark.parametrize(
    ("state", "confidence", "counts"),
    [
        ("added", "", True),
        ("confirmed", "low", True),
        ("suggested", "medium", True),
        ("suggested", "low", False),
        ("rejected", "high", False),
        ("removed", "", False),
    ],
)
def test_only_links_that_count_are_walked(work, state, confidence, counts):
    LinkFactory(from_item=work, to_item=citing("T1.R1", 85), state=state, confidence=confidence)
    assert (bool(up("1.1")), bool(down("T1.R1"))) == (counts, counts)


def test_the_shortest_way_to_each_page_and_each_page_once(work, call):
    LinkFactory(from_item=work, to_item=citing("T1.R1", 85))
    LinkFactory(from_item=work, to_item=call)
    LinkFactory(from_item=citing("RB01", 85, 90, kind=Kind.POINT), to_item=call)
    assert up("1.1") == [["1.1", "T1.R1", 85], ["1.1", "C1", "RB01", 90]]


def test_another_book_is_no_end_of_a_way(work, theme):
    theme.pages.create(document="change-programme", page=85)
    LinkFactory(from_item=work, to_item=theme)
    assert up("1.1") == []


def test_nothing_leads_nowhere(work, call):
    assert (up("1.1"), up("C1"), down("C1")) == ([], [], [])


def test_local_work_stands_last(action, db):
    recommendation = citing("T1.R1", 85)
    for key, parent in {"L1": None, "1.2": action, "1.L1": action}.items():
        kind = Kind.SUB_ACTION if parent else Kind.ACTION
        item = ItemFactory(key=key, kind=kind, parent=parent, local="L" in key)
        LinkFactory(from_item=item, to_item=recommendation)
    assert [way[-1] for way in down("T1.R1")] == ["1.2", "1.L1", "L1"]


def test_the_published_chain_from_sub_actions_to_page_85_and_back(published):
    """Sub-actions 3.1, 3.2 and 4.1 reach it through their actions and theme T8."""
    found = read_chain()
    reaching = {
        item.key: [
            way for way in found.ways_up(item) if 85 in [reference.page for reference in way.pages]
        ]
        for item in FrameworkItem.objects.of_kind(Kind.SUB_ACTION)
    }
    assert {key: keys(ways[0])[:4] for key, ways in reaching.items() if ways} == {
        "3.1": ["3.1", "3", "T8", "T8.R1"],
        "3.2": ["3.2", "3", "T8", "T8.R1"],
        "4.1": ["4.1", "4", "T8", "T8.R1"],
    }
    back = work_below(FrameworkItem.objects.citing("the-promise", 85))
    assert [way.item.key for way in back] == ["3", "3.1", "3.2", "4", "4.1"]


def test_what_leads_up_to_a_page_is_what_the_page_leads_down_to(published):
    chain = read_chain()
    work = FrameworkItem.objects.of_kind(Kind.ACTION, Kind.SUB_ACTION)
    pages = PageReference.objects.filter(document="the-promise").values_list("page", flat=True)
    upwards = {
        (item.key, reference.page)
        for item in work
        for way in chain.ways_up(item)
        for reference in way.pages
    }
    downwards = {
        (way.item.key, page)
        for page in set(pages)
        for way in work_below(FrameworkItem.objects.citing("the-promise", page))
    }
    assert upwards == downwards
    assert len(upwards) > 80


def test_it_takes_the_same_few_statements_however_many_links_there_are(
    published, django_assert_num_queries
):
    item = FrameworkItem.objects.get(key="3.1")
    for _times in range(2):
        with django_assert_num_queries(1):
            ways = ways_up(item)
            assert all(step.get_absolute_url() and step.label for way in ways for step in way.steps)
        for call in FrameworkItem.objects.calls()[:30]:
            Link.objects.get_or_create(from_item=item, to_item=call, defaults={"state": "added"})


def links_under(heading: str, page: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"]+)"', page.split(heading, 1)[1].split("<h2")[0])


def test_one_walks_from_a_sub_action_to_page_85_and_back_by_links_alone(
    framework, signed_in, board
):
    client = signed_in(board)

    def follow(path: str, heading: str) -> list[str]:
        return links_under(heading, client.get(path).content.decode())

    assert "/pages/the-promise/85/" in follow("/sub-actions/3.1/", "What it answers</h2>")
    assert {"/actions/3/", "/themes/T8/"} <= set(
        follow("/sub-actions/3.1/", "What it answers</h2>")
    )
    assert "/pages/the-promise/85/" in follow("/actions/3/", "What it answers</h2>")
    leading = follow("/pages/the-promise/85/", "Who works on this</h2>")
    assert {"/sub-actions/3.1/", "/actions/3/", "/themes/T8/", "/recommendations/T8.R1/"} <= set(
        leading
    )


def test_an_added_link_opens_a_way(framework, signed_in, keeper):
    client = signed_in(keeper)
    nothing = "No link to a call, theme or page of The Promise yet."
    assert nothing in words(client.get("/sub-actions/1.3/"))
    client.post("/links/add/1.3/", {"other": "C19", "reason": "Workshops speak of restraint."})
    page = client.get("/sub-actions/1.3/").content.decode()
    assert "/pages/the-promise/85/" in links_under("What it answers</h2>", page)
    assert "/sub-actions/1.3/" in links_under(
        "Who works on this</h2>", client.get("/pages/the-promise/85/").content.decode()
    )


def test_a_page_that_no_work_leads_to_says_so(published, read):
    assert "No action or sub-action leads to this page yet." in read("/pages/the-promise/19/")


def test_more_than_a_handful_of_ways_stand_behind_a_summary(framework, signed_in, board):
    page = signed_in(board).get("/sub-actions/8.4/").content.decode()
    handful, more = re.split(r" more ways?</summary>", page)
    assert (handful.count('class="pt_way"'), 'class="pt_way"' in more) == (6, True)
