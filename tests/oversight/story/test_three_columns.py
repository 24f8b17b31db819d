"""The page of a vision statement: numbers, what we learned, how it feels, of confirmed calls."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from evidence.models import Actual, EvidenceKind, MeasureTarget
from foundations.models import Kind, Link
from foundations.services.linking import remove_link
from oversight.story.reading import read_statement
from tests.conftest import html_of
from tests.factories import (
    EvidenceFactory,
    FeltFactory,
    HeardFactory,
    ItemFactory,
    LinkFactory,
    MeasureFactory,
    ReplyFactory,
    SubActionFactory,
)

LATER = date(2090, 3, 31)


@pytest.fixture
def statement(db):
    return ItemFactory(key="VS3", kind=Kind.STATEMENT, number=3, text="Schools are ambitious.")


@pytest.fixture
def call(statement):
    """A call that somebody has confirmed for the statement."""
    made = ItemFactory(key="C10")
    LinkFactory(from_item=statement, to_item=made, state="confirmed")
    return made


@pytest.fixture
def work(call):
    """A sub-action that answers it."""
    made = SubActionFactory()
    LinkFactory(from_item=made.item, to_item=call)
    return made


def read(statement, user):
    return read_statement(statement, user, timezone.localdate())


def add_to(item):
    """Something of every column on a text."""
    measure = MeasureFactory(item=item, name="Days at school", unit="days")
    Actual.objects.create(
        measure=measure, on=date(2026, 3, 3), number=Decimal(7), said_by=measure.added_by
    )
    MeasureTarget.objects.create(measure=measure, due_on=LATER, number=9, set_by=measure.added_by)
    for kind in EvidenceKind:
        EvidenceFactory(kind=kind, title=f"A piece of {kind.value}", supports=[item])
    ReplyFactory(item=item, heard=HeardFactory(theme="A quiet room"))
    FeltFactory(chosen__item=item, words="There is one now.")


def test_work_that_answers_a_confirmed_call_fills_all_three(statement, work, board, signed_in):
    add_to(work.item)
    html = html_of(signed_in(board).get("/story/VS3/"))
    for words in (
        "rests on 1 confirmed call to action and the 1 sub-action linked to it",
        "Rests on 1 measure.",
        "Last figure: 3 March 2026. Next due: 31 March 2090.",
        "National figures: none are part of this tool.",
        "Rests on 1 on practice, 1 figure, 1 document, as far as you may see.",
        "1 from people with care experience, 1 entry of what we heard, 1 word of what is felt",
        "A quiet room",
        "There is one now.",
        "A piece of voice",
    ):
        assert words in html, words
    assert "This column is empty." not in html


def test_the_call_itself_counts_too(statement, call, board):
    add_to(call)
    page = read(statement, board)
    assert (page.numbers.total, page.learned.total, page.feels.voices.total) == (1, 3, 1)


def test_each_empty_column_says_so(statement, call, board, signed_in):
    html = html_of(signed_in(board).get("/story/VS3/"))
    assert html.count("This column is empty.") == 3


def test_what_is_only_suggested_counts_for_nothing(statement, board, signed_in):
    call = ItemFactory(key="C10")
    LinkFactory(from_item=statement, to_item=call, confidence="high")
    add_to(call)
    html = html_of(signed_in(board).get("/story/VS3/"))
    assert "Nobody has confirmed yet" in html
    assert html.count("This column is empty.") == 3
    assert "Suggested, and not counted" in html


def test_nobody_reads_more_here_than_elsewhere(
    statement, call, work, board, other_keeper, signed_in
):
    EvidenceFactory(kind="practice", visibility="internal", supports=[call])
    EvidenceFactory(kind="voice", visibility="internal", supports=[call])
    ReplyFactory(item=call, heard=HeardFactory(visibility="internal"))
    for person in (board, other_keeper):
        page = read(statement, person)
        feels = page.feels
        assert (page.learned.total, feels.voices.total, feels.heard.total) == (0, 0, 0)
        # It is not said that nobody was heard, where somebody was whom the reader may not read.
        html = html_of(signed_in(person).get("/story/VS3/"))
        assert "No care experienced person has been heard on this, as far as you may see." in html
        assert "tried or learned, as far as you may see." in html


@pytest.mark.parametrize("state", ["removed", "rejected", "added", "suggested"])
def test_a_call_that_is_no_longer_confirmed_takes_its_columns_along(
    statement, call, work, board, state
):
    add_to(work.item)
    assert read(statement, board).numbers.total == 1
    Link.objects.filter(from_item=statement).update(state=state)
    page = read(statement, board)
    assert (page.works, page.confirmed) == (0, [])
    assert (page.numbers.total, page.learned.total, page.feels.rests_on) == (0, 0, "")


def test_a_keeper_removes_a_confirmed_link_and_nothing_rests_on_it(
    statement, call, work, keeper, board, signed_in
):
    add_to(work.item)
    link = Link.objects.get(from_item=statement)
    remove_link(by=keeper, link=link, seen=1, reason="It says something else.")
    html = html_of(signed_in(board).get("/story/VS3/"))
    assert html.count("This column is empty.") == 3
    assert "1 link rejected or removed" in html


def test_what_went_to_several_was_heard_once(statement, call, work, board):
    heard = HeardFactory()
    ReplyFactory(item=call, heard=heard)
    ReplyFactory(item=work.item, heard=heard)
    assert read(statement, board).feels.heard.total == 1


def test_of_many_the_newest_are_shown_and_the_rest_is_counted(statement, call, board, signed_in):
    for number in range(7):
        EvidenceFactory(kind="practice", title=f"Piece {number}", supports=[call])
    html = html_of(signed_in(board).get("/story/VS3/"))
    assert html.count("Piece ") == 5
    assert "2 more among all evidence" in html


def test_a_measure_without_a_figure_or_day_says_so(statement, call, board, signed_in):
    MeasureFactory(item=call)
    html = html_of(signed_in(board).get("/story/VS3/"))
    assert "No figure yet. No day is set for the next one." in html


def test_there_is_no_eleventh(board, signed_in, statement):
    answer = signed_in(board).get("/story/VS11/")
    assert answer.status_code == 404
    assert "VS1 to VS10" in html_of(answer)


def test_it_costs_at_most_ten_statements(
    statement, work, board, signed_in, django_assert_max_num_queries
):
    for _number in range(3):
        add_to(SubActionFactory(action=work.action).item)
    add_to(work.item)
    client = signed_in(board)
    client.get("/help/")
    with django_assert_max_num_queries(10):
        assert client.get("/story/VS3/").status_code == 200
