"""What was replaced keeps its page and history, and names what goes on in its place: the last of a
chain too.
"""

import pytest

from accounts.words import day
from actions.services import replacing
from tests.conftest import html_of
from tests.factories import SubActionFactory

from .conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def chain(service, keeper, administrator):
    """Four sub-actions, of which each is replaced by the next."""
    rows = [SubActionFactory(service=service, owners=[keeper]) for _ in range(4)]
    post(keeper, rows[0], changed="We began.")
    for number in range(3):
        rows[number].refresh_from_db()
        replacing.replace(
            by=administrator,
            sub_action=rows[number],
            seen=rows[number].version,
            replacement=rows[number + 1],
            reason=f"Reason {number}.",
        )
    return rows


def page_of(signed_in, who, row) -> str:
    answer = signed_in(who).get(row.get_absolute_url())
    assert answer.status_code == 200
    return html_of(answer)


def test_the_first_names_what_replaced_it_and_the_last(signed_in, board, chain, today):
    page = page_of(signed_in, board, chain[0])
    assert f'<a href="{chain[1].get_absolute_url()}">{chain[1]}</a></strong>' in page
    assert f"on {day(today)}: Reason 0." in page
    assert f'the work goes on as <a href="/sub-actions/{chain[3].key}/">' in page


def test_the_one_before_the_last_names_it_once(signed_in, board, chain):
    page = page_of(signed_in, board, chain[2])
    assert f">{chain[3]}</a></strong>" in page
    assert "the work goes on as" not in page
    assert "Replaced by" not in page_of(signed_in, board, chain[3])


def test_its_updates_and_its_history_stay(signed_in, administrator, chain):
    page = page_of(signed_in, administrator, chain[0])
    assert "We began." in page
    assert "2 changes since" in page


def test_it_leaves_the_groups_by_name(signed_in, board, chain):
    page = html_of(signed_in(board).get("/board/"))
    assert "Not counted here:" in page
    for row in chain[:3]:
        assert f">{row.key}</a>" in page
    assert "3</a> replaced" in page
    listed = html_of(signed_in(board).get("/sub-actions/?group=replaced"))
    assert "3 of 4 sub-actions" in listed
    assert listed.count(">Replaced</span>") == 3
