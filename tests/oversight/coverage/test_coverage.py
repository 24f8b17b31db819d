"""The grid of calls by actions."""

import pytest

from foundations.models import FrameworkItem, LinkState
from foundations.models import Kind as ItemKind
from oversight.coverage.grid import Row, Strength, read_grid
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
    """The filled cells of a call's row, by the action's key."""
    row = next(row for row in read_grid().rows if row.call.key == key)
    return {action.key: strength for action, strength in row.cells if strength}


def test_the_real_framework_reaches_29_of_55_calls(framework, signed_in, board):
    grid = read_grid()
    client = signed_in(board)

    assert (len(grid.rows), len(grid.actions), grid.unanswered) == (55, 10, 26)
    assert sum(Strength.HIGH in strengths(row) for row in grid.rows) == 15
    assert client.get("/board/").context["board"].unanswered == 26
    assert length_of_list(client, "/calls/?answered=no") == 26


def test_a_real_call_without_an_answer_has_no_cell_or_a_hint(framework):
    hints = {
        row.call.key: strengths(row)
        for row in read_grid().rows
        if not row.answered and strengths(row)
    }

    assert hints == dict.fromkeys(["F8", "C2", "C22", "S4", "S10"], {Strength.LOW})


def strengths(row: Row) -> set[Strength]:
    return {strength for _action, strength in row.cells if strength}


def test_the_link_of_a_sub_action_or_criterion_counts_for_its_action(call, care, action):
    sub_action = ItemFactory(kind=ItemKind.SUB_ACTION, parent=action)
    criterion = ItemFactory(kind=ItemKind.CRITERION, parent=sub_action)
    other_call = ItemFactory(key="C2", parent=care)
    LinkFactory(from_item=sub_action, to_item=call, confidence="medium")
    LinkFactory(from_item=criterion, to_item=other_call, confidence="high")

    assert cells_of("C1") == {"1": Strength.MEDIUM}
    assert cells_of("C2") == {"1": Strength.HIGH}
    assert read_grid().unanswered == 0


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
    assert "Added<span" in signed_in(board).get("/coverage/?confidence=added").content.decode()

    LinkFactory(from_item=confirmed, to_item=call, state=LinkState.CONFIRMED, confidence="")
    assert cells_of("C1") == {"1": Strength.CONFIRMED}


@pytest.mark.parametrize("state", [LinkState.REJECTED, LinkState.REMOVED])
def test_a_rejected_or_removed_link_fills_no_cell(call, action, state):
    LinkFactory(from_item=action, to_item=call, state=state)

    assert cells_of("C1") == {}
    assert read_grid().unanswered == 1


def test_a_local_action_has_a_column_only_with_a_link(call, action):
    linked = ItemFactory(kind=ItemKind.ACTION, key="L1", local=True)
    ItemFactory(kind=ItemKind.ACTION, key="L2", local=True)
    LinkFactory(from_item=linked, to_item=call)

    assert [column.key for column in read_grid().actions] == ["1", "L1"]


def test_links_of_themes_and_recommendations_are_no_answer(call, action):
    LinkFactory(from_item=ItemFactory(kind=ItemKind.RECOMMENDATION), to_item=call)

    assert read_grid().unanswered == 1


def test_filters_show_a_part_and_leave_the_count_of_all(framework, signed_in, champions):
    client = signed_in(champions)
    answer = client.get("/coverage/?foundation=voice&confidence=high")
    shown = answer.context["shown"]

    assert [row.call.key for row in shown.rows] == ["V1", "V2", "V3", "V4", "V5", "V6"]
    assert {strength for row in shown.rows for _action, strength in row.cells} == {
        None,
        Strength.HIGH,
    }
    assert shown.unanswered == length_of_list(client, "/calls/?answered=no&foundation=voice") == 3
    assert answer.context["grid"].unanswered == 26


def test_an_unknown_filter_is_told_so_and_shows_everything(call, action, signed_in, board):
    answer = signed_in(board).get("/coverage/?foundation=mars")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert [row.call.key for row in answer.context["shown"].rows] == ["C1"]


def test_a_cell_says_its_strength_in_a_word_and_links_to_the_call(call, action, signed_in, keeper):
    LinkFactory(from_item=action, to_item=call, confidence="medium")

    html = signed_in(keeper).get("/coverage/").content.decode()

    assert '<td data-label="Action 1"' in html
    assert '<a href="/calls/C1/">Medium<span' in html


def test_without_a_framework_the_page_says_what_would_be_here(signed_in, board):
    assert not FrameworkItem.objects.exists()
    assert "No calls to action here yet" in signed_in(board).get("/coverage/").content.decode()


def test_it_is_for_every_role_and_for_nobody_else(
    signed_in, keeper, champions, administrator, stranger
):
    for person in (keeper, champions, administrator):
        assert signed_in(person).get("/coverage/").status_code == 200
    assert signed_in(stranger).get("/coverage/").status_code == 403
