"""The Board's pages of today, and the lists that its figures open, lead to each closed round; what
there is not is said.
"""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from oversight.board.rounds import read_choices
from oversight.claims.waiting import read_waiting
from tests.conftest import forget_figures, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = "/at/spring/1"


def test_every_page_of_the_board_leads_to_the_same_page_of_each_round(closed, signed_in, board):
    client = signed_in(board)
    for name in ("board", "board-changes", "named", "board-felt"):
        page = reverse(name)
        assert f'href="{AT}{page}"' in client.get(page).content.decode()
        assert f'href="{page}"' in client.get(f"{AT}{page}").content.decode()


@pytest.mark.parametrize(
    ("page", "then"),
    [
        ("/board/waiting/", f"{AT}/sub-actions/?group=claimed"),
        ("/coverage/", f"{AT}/calls/"),
    ],
)
def test_what_a_round_keeps_as_another_list_leads_there(closed, signed_in, board, page, then):
    client = signed_in(board)
    assert f'href="{then}"' in client.get(page).content.decode()
    assert client.get(then).context["page"].paginator.count > 0


def test_what_waits_reads_the_rounds_beside_it(closed, signed_in, board, django_assert_num_queries):
    seal = signed_in(board).get("/board/waiting/").wsgi_request.user.newest_seal
    forget_figures()
    read_waiting(localdate(), [], seal)
    with django_assert_num_queries(0):
        (choice,) = read_choices(seal, localdate(), "/calls/")
    assert choice.url == f"{AT}/calls/"


def test_coverage_says_that_its_grid_is_of_today_only(closed, signed_in, board):
    assert "the grid is of today" in html_of(signed_in(board).get("/coverage/"))


def test_before_the_first_closing_coverage_leads_to_no_round(work, signed_in, board):
    assert "the grid is of today" not in html_of(signed_in(board).get("/coverage/"))


@pytest.mark.parametrize(
    "page",
    [
        *("/needs/", "/needs/?show=board", "/calls/?answered=no&foundation=care"),
        *("/sub-actions/?group=all&heard=lately", "/sub-actions/?attention=no-owner"),
    ],
)
def test_each_list_that_a_figure_opens_leads_to_the_same_of_each_round(
    closed, signed_in, board, page
):
    client = signed_in(board)
    then = f"{AT}{page}".replace("&", "&amp;")
    assert f'href="{then}"' in client.get(page).content.decode()
    assert client.get(f"{AT}{page}").status_code == 200
    assert client.get(f"{AT}{page}").context["today_url"] == page


@pytest.mark.parametrize(
    "page",
    [
        *("/needs/?show=answered", "/needs/?show=nonsense", "/calls/?words=home", "/sub-actions/"),
        *("/sub-actions/?group=all&words=home", "/sub-actions/?attention=waiting"),
    ],
)
def test_a_list_that_no_round_keeps_leads_to_none(closed, signed_in, board, page):
    assert AT not in signed_in(board).get(page).content.decode()


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("/at/winter/1/board/", "There is no closed round winter"),
        ("/at/winter/", "There is no closed round winter"),
        ("/at/spring/2/board/", "There is no closed round spring"),
        (f"{AT}/sub-actions/?group=nonsense", "The round keeps no such list"),
        (f"{AT}/calls/?answered=perhaps", "The round keeps no such list"),
        (f"{AT}/needs/?show=mine", "The round keeps no such list"),
        (f"{AT}/sub-actions/99.9/", "99.9 was no sub-action when “Spring” was closed"),
        ("/board/compare/?from=winter", "There is no closed round winter"),
    ],
)
def test_what_there_is_not_is_said(closed, signed_in, board, page, sentence):
    answer = signed_in(board).get(page)
    assert (answer.status_code, sentence in html_of(answer)) == (404, True)
