"""The grid of calls by actions."""

import re

import pytest
from django.utils.html import strip_tags

from foundations.coverage import Coverage
from foundations.models import FrameworkItem, LinkState
from foundations.models import Kind as ItemKind
from oversight.coverage.grid import Column, Strength, read_grid
from tests.factories import ItemFactory, LinkFactory
from tests.oversight.conftest import length_of_list

pytestmark = pytest.mark.database


@pytest.fixture
def care(db):
    return ItemFactory(kind=ItemKind.FOUNDATION, key="care", heading="Care")


@pytest.fixture
def call(care):
    return ItemFactory(key="C1", parent=care)


@pytest.fixture
def action(db):
    return ItemFactory(kind=ItemKind.ACTION, key="1")


def cells_of(key: str) -> dict[str, Strength]:
    """The filled cells of a call's column, by the action's key."""
    return {
        row.action.key: strength
        for row in read_grid().rows
        for column, strength in row.cells
        if column.call.key == key and strength
    }


def column_of(key: str) -> Column:
    return next(column for column in read_grid().columns if column.call.key == key)


def words_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


def test_the_real_framework_reaches_29_of_55_calls(framework, signed_in, board):
    grid = read_grid()
    client = signed_in(board)

    assert (len(grid.columns), len(grid.rows)) == (55, 10)
    assert grid.coverage == Coverage(55, suggested=29)
    assert [(group.foundation.key, group.coverage.without) for group in grid.groups] == [
        ("voice", 3),
        ("family", 4),
        ("care", 10),
        ("people", 4),
        ("scaffolding", 5),
    ]
    assert [count for _strength, count in grid.key] == [0, 0, 15, 15, 9]
    assert client.get("/board/").context["board"].coverage == grid.coverage
    assert length_of_list(client, "/calls/?answered=no") == 26
    assert length_of_list(client, "/calls/?answered=suggested") == 29


def test_a_real_call_without_an_answer_has_an_empty_column_or_hints(framework):
    hints = {
        column.call.key: set(cells_of(column.call.key).values())
        for column in read_grid().columns
        if not column.answered and cells_of(column.call.key)
    }

    assert hints == dict.fromkeys(["F8", "C2", "C22", "S4", "S10"], {Strength.LOW})


def test_the_link_of_a_sub_action_or_criterion_counts_for_its_action(call, care, action):
    sub_action = ItemFactory(kind=ItemKind.SUB_ACTION, parent=action)
    criterion = ItemFactory(kind=ItemKind.CRITERION, parent=sub_action)
    other_call = ItemFactory(key="C2", parent=care)
    LinkFactory(from_item=sub_action, to_item=call, confidence="medium")
    LinkFactory(from_item=criterion, to_item=other_call, confidence="high")

    assert cells_of("C1") == {"1": Strength.MEDIUM}
    assert cells_of("C2") == {"1": Strength.HIGH}
    assert read_grid().coverage == Coverage(2, suggested=2)


def test_a_cell_shows_the_surest_of_its_links(call, action):
    low, high = ItemFactory.create_batch(2, kind=ItemKind.SUB_ACTION, parent=action)
    LinkFactory(from_item=action, to_item=call, confidence="medium")
    LinkFactory(from_item=low, to_item=call, confidence="low", state=LinkState.CONFIRMED)
    LinkFactory(from_item=high, to_item=call, confidence="high")

    assert cells_of("C1") == {"1": Strength.CONFIRMED}


def test_an_added_link_is_surer_than_the_wording_and_less_than_a_confirmed_one(
    call, action, signed_in, board
):
    high, added, confirmed = ItemFactory.create_batch(3, kind=ItemKind.SUB_ACTION, parent=action)
    LinkFactory(from_item=high, to_item=call, confidence="high")
    LinkFactory(from_item=added, to_item=call, state=LinkState.ADDED, confidence="")
    assert cells_of("C1") == {"1": Strength.ADDED}
    assert read_grid().coverage == Coverage(1, added=1)
    assert "added by a Promise Keeper: 1 " in words_of(signed_in(board).get("/coverage/"))

    LinkFactory(from_item=confirmed, to_item=call, state=LinkState.CONFIRMED, confidence="")
    assert cells_of("C1") == {"1": Strength.CONFIRMED}


@pytest.mark.parametrize("state", [LinkState.REJECTED, LinkState.REMOVED])
def test_a_rejected_or_removed_link_fills_no_cell(call, action, state):
    LinkFactory(from_item=action, to_item=call, state=state)

    assert cells_of("C1") == {}
    assert read_grid().coverage == Coverage(1)


def test_a_local_action_has_a_row_only_with_a_link(call, action):
    linked = ItemFactory(kind=ItemKind.ACTION, key="L1", local=True)
    ItemFactory(kind=ItemKind.ACTION, key="L2", local=True)
    LinkFactory(from_item=linked, to_item=call)

    assert [row.action.key for row in read_grid().rows] == ["1", "L1"]


def test_links_of_themes_and_recommendations_are_no_answer(call, action):
    LinkFactory(from_item=ItemFactory(kind=ItemKind.RECOMMENDATION), to_item=call)

    assert read_grid().coverage == Coverage(1)


def test_the_page_tells_the_gaps_first_and_that_the_rest_is_only_suggested(
    framework, signed_in, board
):
    answer = signed_in(board).get("/coverage/")
    words = words_of(answer)

    assert '<h1 class="pt_top__title">26 of 55 calls have no action</h1>' in answer.content.decode()
    assert "55 calls to action, 10 improvement actions" in words
    assert "Of the other 29, 0 are confirmed: all 29 are suggestions from shared words." in words
    assert "Care 10 of 22 without" in words
    assert "10 of 22 calls without an action" in words
    assert "12 calls with a suggestion" in words
    assert "no action answers this call: 26 confirmed: 0 added by a Promise Keeper: 0" in words
    assert "strong suggestion: 15 possible: 15 weak, not counted: 9" in words


def test_the_grid_is_a_table_with_hidden_words_and_no_links(framework, signed_in, board):
    html = signed_in(board).get("/coverage/").content.decode()
    table = html.split("<table")[1].split("</table>")[0]

    assert table.count('<th scope="col"') == 56
    assert table.count('<th scope="row"') == 10
    assert table.count("<td") == 1 + 550
    assert "C2 Normalisation of care experience: no action" in table
    assert "C18 Respite: suggested from shared words" in table
    assert table.count('aria-label="strong suggestion"') == 15
    assert table.count('"pt_coverage__gap') == 26
    assert "<a " not in table
    # Each mark is drawn once a page: a full grid has hundreds of them.
    assert "<path" not in table.split("<tbody>")[1]
    assert html.count('<symbol id="strength-') == len(Strength)


def test_each_call_stands_below_once_as_a_link_those_without_an_action_open(
    framework, signed_in, board
):
    html = signed_in(board).get("/coverage/").content.decode().split("</table>")[1]
    groups = html.split("<section")[1:]
    opened = [key for group in groups for key in linked_in(group.split("<details")[0])]
    folded = [key for group in groups for key in linked_in(group.split("<details")[1])]

    assert opened == keys(FrameworkItem.objects.calls().answered(False))
    assert folded == keys(FrameworkItem.objects.calls().answered())


def linked_in(html: str) -> list[str]:
    return re.findall(r'href="/calls/([A-Z]\d+)/"', html)


def keys(calls) -> list[str]:
    return [call.key for call in calls]


def test_a_call_with_a_shared_heading_goes_by_its_own_words(framework):
    assert column_of("V2").name == "…\xa0support a culture change in key\xa0…"
    assert column_of("V6").name == "Listening"


@pytest.mark.parametrize(
    ("state", "fold", "named"),
    [
        ("suggested", "1 call with a suggestion", ""),
        ("added", "1 call with an action", "added"),
        ("confirmed", "1 call with an action", "confirmed"),
    ],
)
def test_the_fold_says_what_its_calls_rest_on(call, action, signed_in, board, state, fold, named):
    LinkFactory(from_item=action, to_item=call, state=state)

    page = " ".join(signed_in(board).get("/coverage/").content.decode().split())

    assert f"<summary>{fold}</summary>" in page
    assert (f"<i>{named}</i>" in page) == bool(named)
    assert "0 of 1 call without an action" in page


def test_a_fold_of_both_says_both(call, care, action):
    LinkFactory(from_item=action, to_item=call, state="confirmed")
    LinkFactory(from_item=action, to_item=ItemFactory(key="C2", parent=care))

    assert read_grid().groups[0].fold == "2 calls with an action or a suggestion"


def test_calls_without_any_action_are_all_gaps(call, signed_in, board):
    words = words_of(signed_in(board).get("/coverage/"))

    assert "1 of 1 call has no action There are no improvement actions yet." in words
    assert "Of the other" not in words


@pytest.mark.parametrize(
    "query", ["foundation=voice&confidence=high", "foundation=mars", "confidence=%00", "page=x"]
)
def test_an_old_address_with_a_filter_answers_with_the_whole_page(call, signed_in, board, query):
    answer = signed_in(board).get(f"/coverage/?{query}")

    assert answer.status_code == 200
    assert [column.call.key for column in answer.context["grid"].columns] == ["C1"]
    assert "1 of 1 call has no action" in words_of(answer)


def test_without_a_framework_the_page_says_what_would_be_here(signed_in, board):
    assert not FrameworkItem.objects.exists()
    assert "The framework is not here yet." in signed_in(board).get("/coverage/").content.decode()


def test_it_is_for_every_role_and_for_nobody_else(
    signed_in, keeper, champions, administrator, stranger
):
    for person in (keeper, champions, administrator):
        assert signed_in(person).get("/coverage/").status_code == 200
    assert signed_in(stranger).get("/coverage/").status_code == 403
