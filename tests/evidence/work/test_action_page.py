"""The page of an action among many sub-actions: some rows, and figures that count them all."""

import pytest
from django.utils import timezone

from evidence.work import action as action_page
from evidence.work import ways
from tests.factories import (
    ActionFactory,
    HeardFactory,
    ItemFactory,
    LinkFactory,
    ReplyFactory,
    SubActionFactory,
)
from tests.foundations.conftest import words

pytestmark = pytest.mark.database


@pytest.fixture
def action(db):
    return ActionFactory()


@pytest.fixture
def rows(action):
    """One that goes badly, one that is not known, and one that was stopped by a decision."""
    today = timezone.localdate()
    return [
        SubActionFactory(
            action=action,
            status="stopped",
            decided_by="The Council",
            decided_on=today,
            reported_on=today,
        ),
        SubActionFactory(action=action),
        SubActionFactory(action=action, status="off-track", reported_on=today),
    ]


@pytest.mark.parametrize(("number", "place"), [(1, 2), (2, 1), (3, 0), (99, 0)])
def test_the_most_troubled_come_first_and_the_figures_count_every_page(
    monkeypatch, signed_in, board, action, rows, number, place
):
    monkeypatch.setattr(action_page, "PER_PAGE", 1)
    answer = signed_in(board).get(f"{action.get_absolute_url()}?page={number}")
    page = words(answer)
    assert [row.sub_action for row in answer.context["rows"]] == [rows[place]]
    assert "3 sub-actions" in page
    assert "of 2 sub-actions" in page
    assert "1 stopped or replaced is not counted." in page


@pytest.mark.parametrize(("most", "shown"), [(1, False), (2, True)])
def test_many_marks_of_another_action_are_said_in_words(
    monkeypatch, signed_in, board, action, most, shown
):
    monkeypatch.setattr(action_page, "MOST_MARKS", most)
    other = ActionFactory()
    SubActionFactory.create_batch(2, action=other)
    html = signed_in(board).get(action.get_absolute_url()).content.decode()
    beside = html.partition("The other actions")[2].partition("</section>")[0]
    assert ("pt_sign" in beside) is shown
    assert ('<span class="visually-hidden">2 not known' in beside) is shown
    assert "2 not known" in beside


def test_how_many_groups_wait_counts_beyond_those_that_are_shown(signed_in, board, action, rows):
    for _number in range(action_page.SHOWN + 2):
        ReplyFactory(heard=HeardFactory(), item=rows[0].item)
    page = words(signed_in(board).get(action.get_absolute_url()))
    assert f"{action_page.SHOWN + 2} groups wait for an answer." in page


@pytest.mark.parametrize(("links", "left"), [(3, ""), (4, "1 more: each"), (6, "3 more: each")])
def test_of_many_ways_some_are_shown_and_the_rest_counted(
    monkeypatch, signed_in, board, action, links, left
):
    monkeypatch.setattr(ways, "FIRST", 2)
    monkeypatch.setattr(ways, "MOST", 3)
    for _number in range(links):
        LinkFactory(from_item=action.item, to_item=ItemFactory(kind="call"))
    page = words(signed_in(board).get(action.get_absolute_url()))
    assert f"{links - 2} more way" in page
    assert ("each sub-action’s page has its own" in page) == bool(left)
    assert left in page
