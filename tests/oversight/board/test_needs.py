"""What would unstick it, on the Board's page: a line with a count, only where some wait, and first
among what to ask about what only the Board can free.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.services import needs
from tests.conftest import forget_figures
from tests.factories import NeedFactory, SubActionFactory

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def late():
    """Four that are late, the longest first."""
    return [
        SubActionFactory(due_on=timezone.localdate() - timedelta(days=days))
        for days in (40, 30, 20, 10)
    ]


@pytest.fixture
def read(signed_in, board):
    def page():
        forget_figures()
        return signed_in(board).get("/board/")

    return page


def test_without_needs_the_page_says_nothing_of_them(late, read):
    assert "/needs/" not in read().content.decode().split("<h1>")[1]


def test_a_line_counts_them_and_leads_there(late, read):
    NeedFactory(sub_action=late[3])
    NeedFactory.create_batch(2, sub_action=late[2], who_acts="members")
    page = " ".join(read().content.decode().split())
    assert 'href="/needs/">3 needs wait for an answer</a>' in page
    assert 'href="/needs/?show=board">1</a> for the Board’s' in page


def test_what_only_the_board_can_free_is_asked_about_first(late, read):
    assert [ask.work.pk for ask in read().context["board"].asking] == [row.pk for row in late[:3]]
    NeedFactory(sub_action=late[3], would_help="A decision on the date.")
    NeedFactory(sub_action=late[1], who_acts="members", would_help="The money for it.")
    asking = read().context["board"].asking
    assert [ask.work.pk for ask in asking] == [late[3].pk, late[0].pk, late[1].pk]
    assert [ask.needs for ask in asking] == ["A decision on the date.", "", "The money for it."]


def test_the_boards_own_is_the_one_that_is_quoted(late, read):
    NeedFactory(sub_action=late[0], who_acts="members", would_help="The money for it.")
    NeedFactory(sub_action=late[0], would_help="A decision on the date.")
    assert read().context["board"].asking[0].needs == "A decision on the date."


def test_an_answer_takes_it_off_the_page_at_once(late, signed_in, board):
    need = NeedFactory(sub_action=late[0])
    forget_figures()
    browser = signed_in(board)
    assert "1 need waits for an answer" in " ".join(browser.get("/board/").content.decode().split())
    needs.answer_need(by=board, need=need, seen=1, answer="Yes.")
    assert browser.get("/board/").context["board"].figures.needs.number == 0
