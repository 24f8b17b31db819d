"""The Board's first page: what is stuck, what was reported last, who may read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.database import gather_statistics
from actions.status import Kind, Status, Visibility
from oversight.board.figures import newest_updates, stuck
from oversight.board.listening import read_listening
from tests.conftest import html_of
from tests.factories import (
    ProgressUpdateFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database


@pytest.fixture
def read_page(signed_in, board):
    def read() -> str:
        return html_of(signed_in(board).get("/board/"))

    return read


def test_what_is_stuck_comes_with_the_reason_the_longest_overdue_first(db):
    late = ReportedSubActionFactory(due_on=localdate() - timedelta(days=3))
    later = SubActionFactory(due_on=localdate() - timedelta(days=300))
    off_track = ReportedSubActionFactory(
        status=Status.OFF_TRACK, due_on=localdate() + timedelta(days=60)
    )
    not_kept = ReportedSubActionFactory(kind=Kind.ONGOING, status=Status.NOT_KEPT)
    ReportedSubActionFactory(status=Status.AT_RISK)
    SubActionFactory()

    rows = stuck(localdate())

    assert [row for row, _standing in rows] == [later, late, off_track, not_kept]
    assert rows[0][1].sentence.startswith("Late: due ")
    assert rows[1][1].contradiction == "Reported as on track, but its date has passed."


def test_no_more_than_ten_stuck_ones_are_shown(db):
    SubActionFactory.create_batch(12, due_on=localdate() - timedelta(days=3))

    assert len(stuck(localdate())) == 10


def test_the_newest_board_level_updates_are_shown(read_page):
    shown = ProgressUpdateFactory(
        changed="The first workshop was held.", visibility=Visibility.BOARD
    )
    ProgressUpdateFactory(changed="Everyone may read this.", visibility=Visibility.PUBLIC)

    html = read_page()

    assert "The first workshop was held." in html
    assert "Everyone may read this." in html
    assert f"#update-{shown.pk}" in html


def test_no_more_than_ten_updates_are_shown_the_newest_first(board):
    updates = ProgressUpdateFactory.create_batch(12, visibility=Visibility.BOARD)

    assert list(newest_updates(board)) == updates[:1:-1]


def test_no_more_than_five_entries_that_wait_are_shown_the_oldest_first(board):
    today = localdate()
    heard = [
        ReplyFactory(heard__heard_on=today - timedelta(days=days)).heard for days in range(7, 0, -1)
    ]

    found = read_listening(board, today)
    assert (found.count, found.oldest) == (7, heard[:5])


def test_withdrawn_updates_are_shown_no_longer(read_page):
    ProgressUpdateFactory(
        changed="A mistake.", withdrawn_on=localdate(), withdrawn_reason="Wrong sub-action."
    )
    ProgressUpdateFactory(changed="The first workshop was held.")

    html = read_page()

    assert "The first workshop was held." in html
    assert "A mistake." not in html


@pytest.mark.parametrize("name", ["board", "champions", "administrator", "keeper", "other_keeper"])
def test_internal_updates_never_reach_the_board(request, signed_in, service, name):
    work = SubActionFactory(service=service)
    ProgressUpdateFactory(
        sub_action=work, changed="Between us only.", visibility=Visibility.INTERNAL
    )
    ProgressUpdateFactory(sub_action=work, changed="For the Board.", visibility=Visibility.BOARD)

    html = html_of(signed_in(request.getfixturevalue(name)).get("/board/"))

    assert "For the Board." in html
    assert "Between us only." not in html


def test_the_page_says_as_at_when(read_page, time_machine):
    time_machine.move_to("2099-07-23 20:05:00+00:00")

    assert "As at 23 July 2099, 21:05." in read_page()


def test_the_page_says_how_it_counts(read_page, db):
    SubActionFactory()

    html = read_page()

    assert "counts in both" in html
    assert "suggested by the wording of the sources until someone confirms it" in html


def test_an_empty_installation_says_what_would_be_here(read_page):
    html = read_page()

    assert "There are no sub-actions yet." in html
    assert "Nothing to count yet" in html


def test_whoever_has_no_role_is_refused(signed_in, stranger, board):
    assert signed_in(stranger).get("/board/").status_code == 403
    assert signed_in(board).get("/board/").status_code == 200


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db):
    assert client.get("/board/").status_code == 302


def test_the_page_is_only_read(signed_in, board):
    assert signed_in(board).post("/board/").status_code == 405


@pytest.mark.parametrize(("place", "most"), [("/board/", 14), ("/my-work/", 11), ("/coverage/", 8)])
def test_the_statements_do_not_grow_with_the_work(
    make_work, signed_in, keeper, service, place, most
):
    client = signed_in(keeper)
    counts = []
    for size in (10, 190):
        for row in make_work_for(service, make_work, size, first=not counts):
            ProgressUpdateFactory(sub_action=row, posted_by=keeper)
        gather_statistics()
        client.get(place)  # the first answer also renews the session
        with CaptureQueriesContext(connection) as statements:
            assert client.get(place).status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1] <= most


def make_work_for(service, make_work, size: int, *, first: bool) -> list:
    """Mixed work, more of it the second time, with some kept by the service."""
    if first:
        make_work(size)
    rows = ReportedSubActionFactory.create_batch(
        size, service=service, due_on=localdate() - timedelta(days=1)
    )
    SubActionFactory.create_batch(size, service=None)
    return rows
