"""The list of sub-actions goes out as CSV and for Excel: the same lines under every filter, text
that no spreadsheet runs, and as many statements for many as for few.
"""

import csv
from datetime import datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.spreadsheet import FORMULA_STARTS
from actions.export import COLUMNS
from actions.filters import SubActionFilter
from actions.funding import Funding, funding_words
from actions.models import SubAction
from actions.status import Kind, Status
from foundations.models import FrameworkItem
from tests.factories import (
    ActionFactory,
    ClaimedFactory,
    ItemFactory,
    ReportedSubActionFactory,
    ServiceFactory,
    SubActionFactory,
)
from tests.rotation import turn

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/sub-actions/export/"
ENDINGS = pytest.mark.parametrize("ending", ["csv", "xlsx"])
HOSTILE = ["=1+1", "+44 1292", "-2", "@SUM(A1)", "\t=3", "＝1", "＋1", "－1", "＠1", "'=6", "'"]


def table_of(browser, ending: str, **filters) -> list[list]:
    """All cells of the file under these filters; of CSV as texts."""
    content = browser.get(ADDRESS, {"format": ending, **filters}).getvalue()
    if ending == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else cell for cell in row] for row in rows]


@pytest.fixture
def many_kinds(service, other_service, today):
    """Work of every kind and status, some of it late, moved, stopped, replaced or nobody's."""
    for status in (Status.ON_TRACK, Status.AT_RISK):
        ReportedSubActionFactory(status=status, service=service, due_on=today - timedelta(days=9))
    ClaimedFactory(service=service)
    ReportedSubActionFactory(status=Status.SLIPPING, kind=Kind.ONGOING, review_on=today)
    SubActionFactory(service=other_service, kind=Kind.RECURRING, interval_months=3)
    local = ItemFactory(key="L7", kind="sub-action", local=True, source_document="")
    decided = {"decided_by": "The Board", "decided_on": today - timedelta(days=1)}
    stopped = ReportedSubActionFactory(item=local, status=Status.STOPPED, **decided)
    about = {"replaced_on": today, "replaced_reason": "Now one."}
    SubActionFactory(replaced_by=stopped, **about)


@pytest.mark.share(3)
@pytest.mark.parametrize("name", sorted(SubActionFilter.base_filters))
def test_the_file_holds_the_lines_of_the_list_under_every_filter(
    many_kinds, signed_in, board, name
):
    browser, field = signed_in(board), SubActionFilter({}).form.fields[name]
    values = [str(value) for value, _words in getattr(field, "choices", [("of", "")])]
    # Each value is two answers; a third of them a run, another one each time.
    for value in ["", *turn([*filter(None, values)], of=3)]:
        listed = browser.get("/sub-actions/", {name: value}).context
        heading, *lines = table_of(browser, "csv", **{name: value})
        assert heading == COLUMNS
        assert len(lines) == listed["page"].paginator.count
        assert [line[0] for line in lines] == [
            row.sub_action.key for row in listed["listing"].rows
        ], value


def test_each_line_says_what_its_row_says(many_kinds, signed_in, board, today):
    paid = {"funded_until": today + timedelta(days=90), "funded_by": "The Promise Fund"}
    SubAction.objects.filter(item__key="L7").update(funding=Funding.FUNDED, **paid)
    browser = signed_in(board)
    rows = browser.get("/sub-actions/").context["listing"].rows
    texts, cells = table_of(browser, "csv")[1:], table_of(browser, "xlsx")[1:]

    assert len(rows) == len(texts) == 7
    assert len({line[12] for line in texts}) == 2
    for row, line in zip(rows, texts, strict=True):
        sub_action, found = row.sub_action, row.standing
        assert line[:5] == [
            sub_action.key,
            sub_action.item.title,
            sub_action.get_status_display(),
            " ".join(filter(None, [found.sentence, found.contradiction, found.explained])),
            str(sub_action.service or ""),
        ]
        assert line[6] == str(sub_action.due_on or "")
        assert line[9:] == [
            sub_action.get_kind_display().split(":")[0],
            "",
            str(sub_action.review_on or ""),
            funding_words(sub_action, today),
            str(sub_action.version),
        ]
    as_texts = [
        [f"{cell:%Y-%m-%d}" if isinstance(cell, datetime) else str(cell) for cell in line]
        for line in cells
    ]
    assert as_texts == texts


def test_a_workbook_has_real_days_and_numbers(many_kinds, signed_in, board):
    cells = table_of(signed_in(board), "xlsx")[1:]

    assert {type(line[6]) for line in cells} == {datetime, str}
    assert {type(line[13]) for line in cells} == {int}


@ENDINGS
def test_no_spreadsheet_takes_what_people_typed_for_a_formula(signed_in, board, ending):
    for number, text in enumerate(HOSTILE):
        item = ItemFactory(key=f"9.{number}", kind="sub-action", text=text)
        SubActionFactory(item=item, service=ServiceFactory(name=f"{text} {number}"))
    browser = signed_in(board)
    table = table_of(browser, ending)[1:]

    assert len(table) == len(HOSTILE)
    if ending == "csv":
        assert not [cell for row in table for cell in row if cell.startswith(FORMULA_STARTS)]
        # The apostrophe in front is taken away again on the way back.
        table = [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in table]
    else:
        content = browser.get(ADDRESS, {"format": ending}).getvalue()
        rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows()
        assert "f" not in {cell.data_type for row in rows for cell in row}
    found = {row[0]: (row[1], row[4]) for row in table}
    for number, text in enumerate(HOSTILE):
        if ending == "xlsx" or text != "'":
            assert found[f"9.{number}"] == (text, f"{text} {number}")


@ENDINGS
def test_a_thousand_lines_take_as_many_statements_as_ten(signed_in, board, keeper, service, ending):
    browser, asked = signed_in(board), []
    browser.get("/sub-actions/")
    action, made = ActionFactory(), 0
    for number in (10, 1_000):
        items = FrameworkItem.objects.bulk_create(
            ItemFactory.build(key=f"1.{place}", kind="sub-action", order=place)
            for place in range(made + 100, number + 100)
        )
        rows = SubAction.objects.bulk_create(
            SubAction(item=item, action=action, service=service, kind=Kind.DATED) for item in items
        )
        owners = SubAction.owners.through
        owners.objects.bulk_create(owners(subaction=row, user=keeper) for row in rows)
        made = number
        with CaptureQueriesContext(connection) as statements:
            table = table_of(browser, ending)
        assert len(table) == number + 1
        assert {row[5] for row in table[1:]} == {keeper.name}
        asked.append(len(statements))

    assert asked[0] == asked[1] <= 8


def test_another_kind_of_file_is_not_on_offer(signed_in, board):
    assert signed_in(board).get(ADDRESS, {"format": "exe"}).status_code == 404


def test_the_list_offers_both_files_under_its_filters(signed_in, board, many_kinds):
    page = signed_in(board).get("/sub-actions/?plan=published&page=1").content.decode()
    for kind in ("xlsx", "csv"):
        assert f'href="{ADDRESS}?plan=published&amp;format={kind}"' in page
