"""The list of sub-actions says by what it is narrowed, and goes out as a file of the same rows."""

import csv
import io
from datetime import date, timedelta

import pytest

from actions.models import Move, SubAction, Term
from actions.status import Status
from tests.conftest import html_of
from tests.factories import ItemFactory, ReportedSubActionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def client(signed_in, board):
    SubActionFactory(item=ItemFactory(key="3.1", kind="sub-action", text="=HYPERLINK()"))
    ReportedSubActionFactory(status=Status.AT_RISK)
    local = ItemFactory(key="L1.1", kind="sub-action", local=True, source_document="")
    SubActionFactory(item=local)
    return signed_in(board)


def rows_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_heading_and_a_chip_say_what_is_shown(client):
    html = html_of(client.get("/sub-actions/?group=not-going-well&plan=published"))

    words = "The published plan, Not going well"
    assert f"Sub-actions: {words}" in html
    assert f"<title>Sub-actions: {words}: 1 of 3 – Promise Tracker</title>" in html
    assert 'href="/sub-actions/?plan=published"' in html
    assert 'href="/sub-actions/?group=not-going-well"' in html
    assert "Shown:" not in html_of(client.get("/sub-actions/"))


def test_the_file_holds_the_rows_of_the_list(client):
    for filters, number in (("", 3), ("?group=not-known", 2), ("?plan=local", 1)):
        listed = client.get(f"/sub-actions/{filters}")
        rows = rows_of(client.get(f"/sub-actions/export/{filters}"))
        assert {row[0] for row in rows} == {
            one.sub_action.key for one in listed.context["listing"].rows
        }
        assert len(rows) == number


def test_the_file_says_who_answers_for_it_now_and_what_was_promised_first(
    client, sub_action, keeper, service, administrator, today
):
    sub_action.owners.add(keeper, administrator)
    SubAction.objects.filter(pk=sub_action.pk).update(due_on=today + timedelta(days=60))
    Move.objects.create(
        sub_action=sub_action,
        term=Term.DUE,
        before="2020-03-04",
        after="2099-03-04",
        day_before=date(2020, 3, 4),
        why="The hall burnt down.",
        made_by=keeper,
        made_on=today,
        found_status=Status.ON_TRACK,
    )

    rows = rows_of(client.get("/sub-actions/export/"))

    (row,) = [row for row in rows if row[0] == sub_action.key]
    assert row[5] == keeper.name
    moved = "Due day first promised: 4 March 2020; moved once, because: “The hall"
    assert row[7].startswith(moved)
    assert [row[7] for row in rows].count("") == 3


def test_no_spreadsheet_takes_a_wording_for_a_formula(client):
    rows = {row[0]: row for row in rows_of(client.get("/sub-actions/export/"))}
    assert rows["3.1"][1] == "'=HYPERLINK()"


def test_filters_that_cannot_be_read_are_said_by_the_list(client):
    answer = client.get("/sub-actions/export/?group=nonsense")
    assert answer.status_code == 302
    assert answer.url == "/sub-actions/?group=nonsense"
    assert client.get(answer.url).status_code == 200
