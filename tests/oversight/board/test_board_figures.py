"""Each figure on the Board's page is as long as the list that it opens, and as its files say."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed.services import keep_closing_rows
from foundations.models import FrameworkItem
from tests.factories import (
    EvidenceFactory,
    LinkFactory,
    ReplyFactory,
    RoundFactory,
    SubActionFactory,
)
from tests.oversight.board.figures import figures_of, length_of, lines_of
from tests.oversight.conftest import length_of_list

pytestmark = pytest.mark.database


@pytest.fixture
def world(make_work, administrator):
    """Mixed work of every group and part, heard on or not, a closed round, and what changed since
    it.
    """
    work = make_work(40)
    today = work.today
    rows = work.sub_actions
    for row, days in zip(rows, [3, 30, 500, 20], strict=False):
        EvidenceFactory(kind="voice", supports=[row.item], dated_on=today - timedelta(days=days))
    closed = RoundFactory(closed_on=today - timedelta(days=50), closed_by=administrator)
    keep_closing_rows(closed.editions.get())
    for row in rows[:6]:
        SubAction.objects.filter(pk=row.pk).update(
            kind=Kind.ONGOING, status=Status.NOT_KEPT, reported_on=today, completed_on=None
        )
    reported = {"reported_on": today, "confirmed_on": today}
    SubActionFactory(status=Status.COMPLETE, completed_on=today, **reported)
    SubActionFactory(
        status=Status.STOPPED, decided_by="The Committee", decided_on=today, **reported
    )
    SubActionFactory(replaced_by=rows[0], replaced_on=today, replaced_reason="It is one.")
    FrameworkItem.objects.filter(pk__in=[row.item_id for row in rows[:5]]).update(
        local=True, source_document=""
    )
    ReplyFactory(heard__heard_on=today - timedelta(days=9))
    ReplyFactory(heard__kind="idea")
    return work


@pytest.fixture
def shown(world, signed_in, board):
    client = signed_in(board)
    return client, client.get("/board/").context["board"]


def test_every_figure_opens_a_list_of_its_length(shown):
    client, board = shown
    figures = set(figures_of(board))

    assert length_of_list(client, board.total_url) == board.total
    assert len(figures) > 40
    assert sum(number > 0 for number, _url in figures) > 35
    for number, url in figures:
        assert length_of(client, url) == number, url


def test_every_figure_stands_on_the_page(shown):
    client, board = shown
    html = client.get("/board/").content.decode()

    # Where the marks of a row are drawn, its numbers are said to who cannot see them.
    drawn = {note.url for row in board.table if row.has_marks for note in row.numbers}
    for number, url in figures_of(board):
        if url in drawn:
            continue
        assert url.replace("&", "&amp;") in html, (number, url)


def test_the_four_numbers_and_their_parts_add_up(shown):
    _client, board = shown

    numbers = {group.group: group.number for group in board.groups}
    assert sum(numbers.values()) == board.total == SubAction.objects.count() - 2
    assert sum(note.number for note in board.hearing) == board.total
    assert sum(note.number for note in board.plan) == board.plan_total < board.total
    for group in board.groups:
        # In hand, a claim may also be without a date, and most are neither.
        if group.group in ("not-going-well", "not-known"):
            assert sum(note.number for note in group.notes) == group.number
    assert sum(note.number for note in board.in_none) == 2


def test_the_file_of_the_page_holds_its_numbers(shown):
    client, board = shown
    lines = lines_of(client, "/board/export/")

    groups = Counter(line["Group"] for line in lines)
    assert groups == Counter({one.group.label: one.number for one in board.groups} | {"": 2})
    heard = Counter(line["Heard"] for line in lines if line["Group"])
    assert heard["In the last 12 months"] == board.standing.tally.heard
    for row in board.table[:3]:
        named = [line for line in lines if row.name in line["Foundations"] and line["Group"]]
        assert len(named) == len(row.rows)
    no_target = [line for line in lines if line["No target"] == "Yes" and line["Group"]]
    assert len(no_target) == next(gap.number for gap in board.gaps if "target" in gap.words)
    ways = Counter(line["Since the last Board"] for line in lines)
    assert ways.total() - ways[""] == len(board.standing.changes)


def test_the_file_marks_where_a_long_wording_is_cut(signed_in, board, db):
    SubActionFactory(item__text="word " * 4_000)
    SubActionFactory(item__text="x" * 20_000)
    SubActionFactory(item__text="y" * 300)

    wordings = [line["Wording"] for line in lines_of(signed_in(board), "/board/export/")]

    assert [len(words) <= 300 for words in wordings] == [True] * 3
    assert [words.endswith("…") for words in wordings] == [True, True, False]


def test_the_file_of_each_groups_list_is_as_long_as_the_list(shown):
    client, board = shown
    for group in board.groups:
        lines = lines_of(client, f"/sub-actions/export/?group={group.group}")
        assert len(lines) == group.number
        assert {line["Sub-action"] for line in lines} == {row.key for row in group.rows}


def test_a_sub_action_that_answers_two_foundations_stands_in_both_rows(make_work, signed_in, board):
    work = make_work(0)
    row = SubActionFactory(action=work.actions[-1])
    for call in (work.calls[0], work.calls[-1]):
        LinkFactory(from_item=row.item, to_item=call)
    hint = SubActionFactory(action=work.actions[-1])
    LinkFactory(from_item=hint.item, to_item=work.calls[0], confidence="low")

    table = signed_in(board).get("/board/").context["board"].table

    assert {one.key: [found.key for found in one.rows] for one in table} == {
        "voice": [row.key],
        "family": [],
        "care": [row.key],
        "none": [hint.key],
    }


def test_a_first_installation_is_not_known(framework, signed_in, board):
    client = signed_in(board)
    found = client.get("/board/").context["board"]

    assert (found.total, found.unknown, found.word) == (32, 32, "We do not know yet")
    assert [gap.number for gap in found.gaps] == [32, 32, 32, 26]
    for number, url in figures_of(found):
        assert length_of(client, url) == number, url
    assert localdate() == found.standing.on
