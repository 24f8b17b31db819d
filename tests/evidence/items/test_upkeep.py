"""Broken links and evidence past its review date are listed, with who can mend them (row 34)."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from evidence.items import upkeep_views as upkeep
from tests.evidence.items.adding import add_photo
from tests.factories import EvidenceFactory, LinkEvidenceFactory

pytestmark = pytest.mark.database

PAGE = "/evidence/upkeep/"


def yesterday() -> date:
    return localdate() - timedelta(days=1)


def broken_link(**more):
    return LinkEvidenceFactory(broken=True, answer="404 Not Found", checked_on=yesterday(), **more)


def late(**more):
    return EvidenceFactory(review_on=yesterday(), **more)


@pytest.fixture
def said(signed_in):
    """What the page says to a person, without the frame."""

    def read(user) -> str:
        html = signed_in(user).get(PAGE).content.decode()
        return " ".join(html[html.index("<main") : html.index("</main")].split())

    return read


def test_it_lists_both_with_what_is_wrong_and_who_can_mend_it(service, keeper, board, said):
    link = broken_link(service=service, added_by=keeper, title="Report of the year")
    note = late(title="Minutes of long ago")
    page = said(board)
    assert "<strong>1 broken link.</strong>" in page
    assert "<strong>1 past its review date.</strong>" in page
    assert f'<a href="/evidence/{link.pk}/">Report of the year</a>' in page
    assert link.url in page
    assert "404 Not Found, on" in page
    assert 'mend it: Promise Keepers of <a href="/services/education/">Education</a> <' in page
    assert f'<a href="/evidence/{note.pk}/">Minutes of long ago</a>' in page
    assert "review it: Champions Board staff <" in page
    assert "yesterday" in page


def test_what_is_in_order_is_not_listed(board, said):
    LinkEvidenceFactory(title="Good link", answer="200 OK")
    EvidenceFactory(title="Due today", review_on=localdate())
    broken_link(title="Removed", removed_on=localdate())
    page = said(board)
    assert "Nothing needs looking after." in page
    for title in ("Good link", "Due today", "Removed"):
        assert title not in page
    assert "<h2" not in page


def test_everyone_sees_only_what_they_may_read(service, keeper, other_keeper, board, said):
    broken_link(service=service, visibility="internal", title="Ours alone")
    late(service=service, visibility="internal", title="Ours, and late")
    assert "Ours alone" in said(keeper)
    assert "Ours, and late" in said(keeper)
    assert said(keeper).count("Internal") == 2
    for person in (other_keeper, board):
        assert "Ours" not in said(person)
        assert "Nothing needs looking after." in said(person)


def test_it_says_when_links_were_last_checked(board, said):
    assert "Links have not been checked yet" in said(board)
    call_command("check_links", stdout=StringIO())
    assert f"Links were last checked on {localdate().day} {localdate():%B %Y}, today." in said(
        board
    )


def test_the_longest_known_stand_first_and_a_long_list_is_cut(board, said, monkeypatch):
    monkeypatch.setattr(upkeep, "SHOWN", 2)
    for days in (1, 9, 5):
        EvidenceFactory(title=f"Late by {days}", review_on=localdate() - timedelta(days=days))
    page = said(board)
    assert page.index("Late by 9") < page.index("Late by 5")
    assert "Late by 1<" not in page
    assert "The first 2 of 3." in page


def test_it_costs_the_same_however_much_there_is(service, board, signed_in):
    client, costs = signed_in(board), []
    for _ in range(2):
        for _row in range(5):
            broken_link(service=service)
            late(service=service)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as statements:
            client.get(PAGE)
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_it_is_for_whoever_has_a_role(stranger, signed_in):
    assert signed_in(stranger).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_a_photo_that_waits_for_a_second_check_says_who_can_give_it(
    keeper, board, champions, sub_action, said
):
    photo = add_photo(keeper, sub_action.item, title="Flip chart of the day")
    page = said(champions)
    assert "<strong>1 item with pictures</strong> waits for a second check." in page
    assert f'<a href="/evidence/{photo.pk}/">Flip chart of the day</a>' in page
    assert f"another Promise Keeper of {keeper.services[0]}, or Champions Board staff" in page
    assert "Flip chart of the day" not in said(board)
