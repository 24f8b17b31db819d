"""The list of sub-actions says by what it is narrowed, and goes out as a file of the same rows."""

import csv
import io

import pytest

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
    assert f"<title>Sub-actions: {words} – Promise Tracker</title>" in html
    assert 'href="/sub-actions/?plan=published"' in html
    assert 'href="/sub-actions/?group=not-going-well"' in html
    assert "Shown:" not in html_of(client.get("/sub-actions/"))


def test_the_file_holds_the_rows_of_the_list(client):
    for filters, number in (("", 3), ("?group=not-known", 2), ("?plan=local", 1)):
        listed = client.get(f"/sub-actions/{filters}")
        rows = rows_of(client.get(f"/sub-actions/export/{filters}"))
        assert {row[0] for row in rows} == {row.key for row, _said in listed.context["rows"]}
        assert len(rows) == number


def test_no_spreadsheet_takes_a_wording_for_a_formula(client):
    rows = {row[0]: row for row in rows_of(client.get("/sub-actions/export/"))}
    assert rows["3.1"][1] == "'=HYPERLINK()"


def test_filters_that_cannot_be_read_are_said_by_the_list(client):
    answer = client.get("/sub-actions/export/?group=nonsense")
    assert answer.status_code == 302
    assert answer.url == "/sub-actions/?group=nonsense"
    assert client.get(answer.url).status_code == 200
