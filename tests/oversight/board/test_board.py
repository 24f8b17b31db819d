"""The Board's page: its sentence, its marks, what it leaves out, and who may read it."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.database import gather_statistics
from accounts.words import day
from actions.groups import Group
from actions.status import Kind, Status, Visibility
from evidence.models import ReplyKind
from oversight.board.groups import Shown, each_stands_for
from tests.actions.conftest import post
from tests.conftest import forget_figures, html_of
from tests.factories import (
    ActionFactory,
    ItemFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def read_page(signed_in, board):
    def read() -> str:
        return html_of(signed_in(board).get("/board/"))

    return read


def on_track(**values):
    today = localdate()
    values = {"status": Status.ON_TRACK, "reported_on": today, "confirmed_on": today} | values
    return SubActionFactory(**values)


def test_the_sentence_says_four_numbers_that_add_up(read_page, db):
    on_track(due_on=localdate())
    on_track(status=Status.AT_RISK)
    late = on_track(due_on=localdate() - timedelta(days=112))
    SubActionFactory()

    html = read_page()

    assert (
        "<b>Not yet.</b> Of 4 sub-actions, 0 are kept, 1 is in hand, <b>2 are not going well</b>, "
        "and of 1 we do not know." in html
    ) or (
        "<b>No.</b> Of 4 sub-actions, 0 are kept, 1 is in hand, <b>2 are not going well</b>, "
        "and of 1 we do not know." in html
    )
    assert ">1</a> at risk" in html
    assert ">1</a> off track, late or not kept" in html
    assert f"{late.key} " in html
    assert "On track, 112 days late." in html


def test_an_empty_installation_says_what_would_be_here(read_page):
    html = read_page()

    assert "There are no sub-actions yet." in html
    assert "load_framework" in html


def test_a_council_with_foundations_only_and_one_without_calls(read_page, db):
    ItemFactory(kind="foundation", key="voice", heading="Voice")
    assert "There are no sub-actions yet." in read_page()
    on_track()

    html = read_page()

    assert "Of 1 sub-action, 0 are kept, 1 is in hand and <b>0 are not going well</b>." in html
    assert "no calls yet" in html


def test_where_nothing_is_left_to_do_it_says_so(read_page, db):
    today = localdate()
    on_track(status=Status.STOPPED, decided_by="The Committee", decided_on=today)

    html = read_page()

    assert "Nothing is left to be done" in html
    assert "stopped by decision" in html


def test_what_is_not_counted_is_named_with_day_and_reason(read_page, db, keeper, service):
    today = localdate()
    other = on_track()
    on_track(replaced_by=other, replaced_on=today, replaced_reason="Merged into one.")
    stopped = on_track(service=service, owners=[keeper])
    decision = {"decided_by": "The Committee", "decided_on": today}
    post(keeper, stopped, Status.STOPPED, changed="The law changed.", **decision)

    html = read_page()

    assert f"replaced on {day(today)}: “Merged into one.”" in html
    assert f"stopped by decision of The Committee on {day(today)}: “The law changed.”" in html
    for _time in range(2):
        on_track(replaced_by=other, replaced_on=today, replaced_reason="Merged.")
    forget_figures()
    html = read_page()
    assert "3</a> replaced" in html
    assert "Merged into one." not in html


def test_on_the_first_day_it_says_what_happens_next_and_has_no_empty_parts(read_page, db):
    SubActionFactory.create_batch(2)

    html = read_page()

    assert "<b>We do not know yet.</b> None of the 2 sub-actions has been reported." in html
    assert "What to ask for first" in html
    assert "Nothing has changed yet, and nothing has been heard yet." in html
    parts = html.split("<main", 1)[1]
    for absent in ("What changed", "to ask about", "Young people said", "pt_bullet"):
        assert absent not in parts


def test_what_is_late_was_not_reported_by_that(read_page, db):
    SubActionFactory.create_batch(2, due_on=localdate() - timedelta(days=9))

    html = read_page()

    assert "<b>We do not know yet.</b> None of the 2 sub-actions has been reported." in html
    assert "<b>2</b> <span>not going well</span>" in html


def test_work_of_the_council_alone_is_said_to_be_so(read_page, db):
    on_track(item__local=True, item__source_document="")

    html = read_page()

    assert "None of them is of the published plan." in html
    assert "published plan’s own" not in html


def test_as_many_marks_as_are_drawn_stay_within_80_kb(signed_in, board, db):
    SubActionFactory.create_batch(239, action=ActionFactory(), kind=Kind.RECURRING)
    on_track(item__text="x" * 300)

    answer = signed_in(board).get("/board/")

    assert answer.status_code == 200
    # Long names of services, groups and changes may add a third of it.
    assert len(answer.content) < 60_000


@pytest.mark.parametrize(("number", "links"), [(60, True), (61, False)])
def test_up_to_sixty_marks_are_links_and_above_that_a_picture(read_page, db, number, links):
    SubActionFactory.create_batch(number, action=ActionFactory())

    html = read_page()

    assert html.count('class="pt_bubble pt_bubble--not-yet"') == number + 1
    assert (f'aria-label="{number} not known;' in html) is not links
    assert ("Not known. Heard: Not yet" in html) is links


def test_thousands_are_apart_in_words_too():
    kept = Shown(Group.KEPT, rows=[None] * 1_200, marks=[], notes=[])
    assert kept.agreed == "all 1,200 agreed"


@pytest.mark.parametrize(
    ("number", "each"), [(1, 1), (240, 1), (241, 2), (480, 2), (481, 3), (3200, 14)]
)
def test_above_240_a_mark_stands_for_several(number, each):
    assert each_stands_for(number) == each
    assert number / each <= 240


def test_both_voices_of_the_newest_answer_are_shown_and_what_waits(read_page, db):
    today = localdate()
    on_track()
    answered = {"kind": ReplyKind.CHANGED, "words": "The room is booked.", "answered_on": today}
    ReplyFactory(heard__words="We want a room of our own.", **answered)
    ReplyFactory(heard__heard_on=today - timedelta(days=119))
    ReplyFactory(heard__heard_on=today - timedelta(days=3))

    html = read_page()

    assert "“We want a room of our own.”" in html
    assert "“The room is booked.”" in html
    assert "<b>2 groups wait for an answer</b></a>, the longest for 119 days." in html
    assert "All 3 groups" in html


@pytest.mark.parametrize(("kind", "said"), [(ReplyKind.CHANGED, False), (ReplyKind.WHY_NOT, True)])
def test_an_answer_that_says_why_not_is_not_told_as_done(read_page, db, kind, said):
    on_track()
    ReplyFactory(kind=kind, words="There is no room.", answered_on=localdate())

    html = read_page()

    assert "“There is no room.”" in html
    assert ("Why not: “There is no room.”" in html) is said


@pytest.mark.parametrize(("name", "sees"), [("board", False), ("champions", True)])
def test_what_is_internal_to_the_champions_board_is_neither_shown_nor_counted(
    request, signed_in, name, sees
):
    on_track()
    answered = {"kind": ReplyKind.CHANGED, "words": "Done.", "answered_on": localdate()}
    internal = {"heard__visibility": Visibility.INTERNAL, "heard__words": "Between us only."}
    ReplyFactory(**answered | internal)

    answer = signed_in(request.getfixturevalue(name)).get("/board/")

    assert answer.status_code == 200
    assert ("Between us only." in answer.content.decode()) is sees
    assert answer.context["board"].listening.number == int(sees)


def test_what_people_typed_is_shortened_and_escaped(read_page, db):
    ReplyFactory(
        kind=ReplyKind.CHANGED,
        words="w" * 20_000,
        answered_on=localdate(),
        heard__words="<script>alert(1)</script>",
    )
    on_track(status=Status.AT_RISK, item__text="x" * 20_000)

    html = read_page()

    assert "<script>alert" not in html
    assert len(html) < 40_000


def test_the_page_says_as_at_when(read_page, time_machine):
    time_machine.move_to("2099-07-23 20:05:00+00:00")

    assert "As at 23 July 2099, 21:05" in read_page()


def test_the_rule_is_on_a_page_of_its_own_and_on_the_sheet(read_page, signed_in, board):
    rule = "Silence never makes a group better."
    assert rule in html_of(signed_in(board).get("/board/how-we-count/"))
    assert rule in read_page()


def test_whoever_has_no_role_is_refused(signed_in, stranger, board):
    assert signed_in(stranger).get("/board/").status_code == 403
    assert signed_in(board).get("/board/").status_code == 200


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db):
    assert client.get("/board/").status_code == 302


def test_the_page_is_only_read(signed_in, board):
    assert signed_in(board).post("/board/").status_code == 405


@pytest.mark.parametrize(("place", "most"), [("/board/", 12), ("/my-work/", 15), ("/coverage/", 8)])
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
            answer = client.get(place)
        assert answer.status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1] <= most
    # What a slow line carries, with several hundred sub-actions.
    assert len(answer.content) < 80_000 or place != "/board/"
    assert len(gzip.compress(answer.content)) < 12_000 or place != "/board/"


def make_work_for(service, make_work, size: int, *, first: bool) -> list:
    """Mixed work, more of it the second time, with some kept by the service."""
    if first:
        make_work(size)
    rows = ReportedSubActionFactory.create_batch(
        size, service=service, due_on=localdate() - timedelta(days=1)
    )
    SubActionFactory.create_batch(size, service=None, kind=Kind.ONGOING)
    return rows
