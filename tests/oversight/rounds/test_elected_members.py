"""Elected members read what the Board has read of closed rounds, and nothing else. That they open
no other address, the matrix shows.
"""

import re

import pytest

from oversight.rounds.models import Snapshot
from tests.conftest import forget_figures, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BOARD = "/at/spring/1/board/"


def test_she_begins_with_the_closed_rounds(closed, signed_in, member):
    page = signed_in(member).get("/", follow=True)
    assert page.redirect_chain == [("/at/", 302)]
    assert f'href="{BOARD}"' in page.content.decode()
    total = Snapshot.objects.get().groups[""]
    assert page.context["rounds"][0].total == sum(total.values())


@pytest.mark.parametrize("place", ["/at/", BOARD, f"{BOARD}changes/", "/at/spring/1/needs/"])
def test_each_page_stands_where_her_navigation_says(closed, signed_in, member, place):
    (entry,) = signed_in(member).get(place).context["navigation"].main
    assert (entry.label, entry.current) == ("Closed rounds", True)


def test_before_the_first_closing_it_says_what_will_be_there(signed_in, member):
    forget_figures()
    assert "No round has been closed yet." in html_of(signed_in(member).get("/at/"))


@pytest.mark.parametrize("page", ["", "changes/", "named/", "felt/"])
def test_each_link_that_she_is_shown_opens(closed, signed_in, member, page):
    client = signed_in(member)
    shown = client.get(f"{BOARD}{page}").content.decode()
    places = {place.replace("&amp;", "&") for place in re.findall(r'href="(/[^"#]*)"', shown)}
    places = {place for place in places if not place.startswith("/static/")}
    assert len(places) > 5
    assert {place: client.get(place, follow=True).status_code for place in places} == dict.fromkeys(
        places, 200
    )


@pytest.mark.parametrize(
    "page", ["/board/", "/sub-actions/", "/tensions/", "/board/rounds/", "/search/?q=C18"]
)
def test_what_is_not_of_a_closed_round_is_not_for_her(closed, signed_in, member, page):
    answer = signed_in(member).get(page)
    assert answer.status_code == 403
    assert "Only a Promise Keeper, an Oversight Board member" in html_of(answer)


def test_she_reads_the_same_as_the_board(closed, signed_in, member, board):
    hers, theirs = (signed_in(one).get(BOARD).context["past"] for one in (member, board))
    assert hers.record.drawn == theirs.record.drawn


def test_somebody_who_is_a_keeper_too_reads_everything(closed, signed_in, member, keeper):
    keeper.appointments.create(role="member")
    client = signed_in(keeper)
    assert client.get("/board/").status_code == 200
    assert "/at/" in client.get("/board/").content.decode()
