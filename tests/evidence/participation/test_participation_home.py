"""The home of the Champions Board, and sessions on the pages of the work and of the Board."""

from datetime import date

import pytest

from actions.services import work
from evidence.participation.reasons import Heads
from evidence.participation.services import remove_session
from tests.conftest import html_of
from tests.evidence.participation.participants import log, participants

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
LOG = "/participation/log/"


def test_the_home_says_how_far_it_is_and_what_counts(signed_in, champions, service):
    row = participants(service, start_on=date(2026, 1, 1))
    log(champions, sub_actions=[row], audiences=[Heads("workforce", 345), Heads("members", 12)])

    html = html_of(signed_in(champions).get("/participation/"))
    assert "<strong>345 of 1,000 attendances.</strong> On target: about 1,825 by 31" in html
    assert "<h2>Needed: 68 a month. So far: 152.</h2>" in html
    assert "Counts attendances: one person may attend twice." in html
    assert ">12 more attendances</a> (elected members, community) are not included." in html
    assert 'role="img"' in html
    assert 'href="/participation/log/"' in html


def test_the_home_says_what_number_was_promised_first(signed_in, board, keeper, service):
    row = participants(service)
    edit = {"by": keeper, "sub_action": row}
    work.edit_sub_action(
        **edit, seen=1, start_on=date(2026, 1, 1), target_number=900, target_unit="people"
    )
    work.edit_sub_action(
        **edit, seen=2, target_number=800, target_unit="people", why="Fewer teams."
    )

    html = html_of(signed_in(board).get("/participation/"))

    assert "0 of 800" in html
    assert "Target first promised: 900 people; moved once, because: “Fewer teams”." in html


def test_without_a_start_the_home_says_so_and_what_to_do(signed_in, board, service):
    row = participants(service)

    html = html_of(signed_in(board).get("/participation/"))
    assert "The council has not set when counting begins" in html
    sentence = "A Promise Keeper of Education sets the start date on the page of"
    assert f'{sentence} <a href="{row.get_absolute_url()}">' in html
    assert 'href="/participation/log/"' not in html


@pytest.mark.parametrize("role", ["board", "champions"])
def test_the_home_of_an_empty_installation_helps(request, signed_in, role):
    html = html_of(signed_in(request.getfixturevalue(role)).get("/participation/"))
    assert "No session logged yet" in html
    assert ("Log the first one" in html) == (role == "champions")


def test_the_sub_actions_page_lists_its_sessions_with_their_total(
    signed_in, board, champions, sub_action
):
    for heads in (10, 11, 12, 13, 14, 15):
        log(champions, sub_actions=[sub_action], audiences=[Heads("workforce", heads)])
    removed = log(champions, sub_actions=[sub_action])
    remove_session(by=champions, session=removed, seen=1, reason="twice")

    html = html_of(signed_in(board).get(sub_action.get_absolute_url()))
    assert "All 6 sessions</a>, 75 attendances" in html
    assert "Counts attendances: one person may attend twice." in html
    assert html.count('class="pt_session-row"') == 3
    assert "Log a session" not in html
    assert f"{LOG}?serves={sub_action.key}" in html_of(
        signed_in(champions).get(sub_action.get_absolute_url())
    )


def test_a_sub_action_without_sessions_says_nothing_of_them(signed_in, champions, sub_action):
    assert "<h2>Sessions</h2>" not in html_of(
        signed_in(champions).get(sub_action.get_absolute_url())
    )


def test_the_total_moves_on_the_boards_page(signed_in, board, champions, service):
    row = participants(service, start_on=date(2026, 1, 1))
    client = signed_in(board)
    assert ">0</a> of 1,000" in html_of(client.get("/board/"))
    log(champions, sub_actions=[row])
    assert ">25</a> of 1,000" in html_of(client.get("/board/"))
