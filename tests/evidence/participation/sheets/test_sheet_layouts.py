"""Sheets as people keep them: other headings, titles, totals, covers and hidden parts; what cannot
be told is asked, and what was answered is remembered.
"""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from evidence.files.bringing.files import read_sheet
from evidence.files.bringing.layout import A_NOTE, A_TOTAL, below
from evidence.files.sheets import NO_RESULT
from evidence.models import SessionImport
from evidence.participation.sheets.columns import COLUMNS
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.sample_sheets import (
    csv_of,
    file_of,
    laid_out,
    line,
    plan_of,
    said,
    sheet,
    xlsx_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]
CHANGE = "/participation/import/columns/"
OWN = ["Date of\nsession", "No. attended", "Type", "Who came", "Lived experience"]
ROW = ["4 March 2025", "7", "Workshop", "Community", "Neither"]


def book_of(*sheets) -> bytes:
    """A workbook of sheets, each its name and its rows."""
    book, written = Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        yield page
    book.save(written)
    yield written.getvalue()


def told(page) -> str:
    """The words of a page in one line."""
    return " ".join(said(page).split())


# Guessing


@pytest.mark.share(4)
@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Date of session", "Date"),
        ("DATE HELD", "Date"),
        ("Session  date:", "Date"),
        ("Date (dd/mm/yyyy)", "Date"),
        ("When", "Date"),
        ("Type", "Kind"),
        ("Session Type", "Kind"),
        ("Type of\nevent", "Kind"),
        ("Who attended?", "Audience"),
        ("Target group", "Audience"),
        ("Team", "Service"),
        ("No. attended", "Headcount"),
        ("Number of participants", "Headcount"),
        ("Head-count", "Headcount"),
        ("Attendance [total]", "Headcount"),
        ("No. with lived experience", "How many with lived experience"),
        ("Sub actions", "Sub-actions"),
        ("Date of birth", None),
        ("Notes", None),
        ("Delivered by", None),
    ],
)
def test_a_heading_in_other_words_is_known(heading, name):
    others = [column.name for column in COLUMNS if column.name != name]
    layout = laid_out(file_of([[heading, *others]]))
    assert {name: place for name, place in layout.places.items() if place == 0} == (
        {name: 0} if name else {}
    )


def test_our_own_word_goes_before_another_for_the_same_and_two_alike_are_asked_about():
    assert laid_out(file_of([["Day", "Date", "Kind"]])).places["Date"] == 1
    layout = laid_out(file_of([["Date", "date ", "Kind"]]))
    assert (layout.doubtful, layout.places) == (("Date",), {"Kind": 2})


@pytest.mark.parametrize("before", [[["Sessions 2025"], [], ["As of June"]], [["", "Date"]], []])
def test_titles_above_and_totals_and_notes_below_do_not_stop_it(send, before):
    number = len(before) + 1
    rows = [
        *before,
        [*OWN, "Notes", ""],
        [*ROW, "in the hall", "x"],
        [],
        ["", "7"],
        ["Grand total", "7"],
        ["", "", "", "", "", "A note"],
        OWN + ["Notes"],
        [*ROW, "twice"],
    ]
    page = told(send(content=csv_of(rows)))

    assert "1 session would be added." in page
    assert f"with its headings in row {number}." in page or f"stand in row {number}." in page
    assert "Not read: Column F, “Notes” and Column G." in page
    assert f"Rows {number + 3} and {number + 4} are left out: numbers alone, as in a total." in page
    assert f"Row {number + 5} is left out: nothing in the columns that are read." in page
    assert f"Row {number + 6} is left out: the headings again." in page


@pytest.mark.parametrize("told_by", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n", ""])
def test_a_line_that_tells_what_parts_the_cells_is_no_row(send, told_by):
    rows = [OWN, [*ROW[:1], "a few, or so", *ROW[2:]]]
    page = said(send(content=told_by.encode() + csv_of(rows, ";")))
    fault = "“a few, or so” is not a whole number."
    assert f"Row 2, column “No. attended” (Headcount): {fault}" in page


def test_the_first_sheet_that_is_seen_and_has_headings_is_read(send):
    *pages, content = book_of(
        ("Old", [OWN, ["1 March 2025", 999, *ROW[2:]]]),
        ("Read me first", [["Training log"], ["Ask Jo before a change"]]),
        ("2025", [OWN, [datetime(2025, 3, 4), 12, *ROW[2:]]]),  # noqa: DTZ001 - as cells are
    )
    page = send(name="a.xlsx", content=content)
    assert SessionImport.objects.get().layout["worksheet"] == 0

    pages[0].sheet_state = "hidden"
    written = BytesIO()
    pages[0].parent.save(written)
    page = told(send(name="a.xlsx", content=written.getvalue()))
    assert "Community: 12" in page
    assert "999" not in page
    assert "The sheet “Read me first” is not read." in page
    assert "The sheet “Old” is hidden, and not read." in page


def test_nothing_hidden_is_told_of_a_sheet_that_hides_nothing():
    (found,) = read_sheet(upload("a.xlsx", xlsx_of(sheet(line())))).worksheets
    assert (found.is_hidden, found.hidden_rows, found.hidden_columns) == (False, (), ())


def test_our_own_sheet_needs_no_question():
    layout = laid_out(file_of(sheet(line())))
    assert layout.places == {column.name: place for place, column in enumerate(COLUMNS)}
    assert plan_of(file_of(sheet(line()))).questions == {}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["Autumn term", "", "", "", ""], A_NOTE),
        (["October 2025", "27", "", "", ""], A_NOTE),
        (["Average", "13.5", "", "", ""], A_NOTE),
        (["Sum", "27", "", "", ""], A_TOTAL),
        # What may be a line that is not finished, or whose cells are merged with those above.
        (["7 March 2025", "", "", "", ""], ""),
        (["", "3", "", "Community", ""], ""),
        ([NO_RESULT, "", "", "", ""], ""),
        (["Autumn term", "", "Workshop", "", ""], ""),
    ],
)
def test_one_text_that_no_line_has_there_is_a_note(cells, reason):
    found = file_of([OWN, ROW, cells])
    left_out = below(found.worksheets[0], laid_out(found), COLUMNS).left_out
    assert left_out == ([(3, reason)] if reason else [])


def test_a_service_alone_may_be_a_line_whose_other_cells_are_merged():
    rows = [["Service", *OWN], ["Education", *ROW], ["Housing", "", "7", "", "", ""]]
    found = file_of(rows)
    assert below(found.worksheets[0], laid_out(found), COLUMNS).left_out == []


def test_a_second_table_below_in_another_order_is_named(send):
    again = [*reversed(OWN)]
    rows = [OWN, ROW, [], ["Briefings"], again, [*reversed(ROW)]]
    page = said(send(content=csv_of(rows)))
    assert "Row 5: Another table begins here, with its columns in another order." in page
    assert "1 thing is not right" in page


def test_several_empty_cells_of_a_row_are_one_thing_to_put_right(send):
    merged = ["", "3", "", "Community", ""]
    page = said(send(content=csv_of([OWN, ROW, merged])))
    columns = "“Date of session” (Date), “Type” (Kind) and Lived experience"
    assert f"Row 3: The columns {columns} are empty." in page
    assert "1 thing is not right" in page
