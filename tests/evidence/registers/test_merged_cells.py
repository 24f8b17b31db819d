"""A register in which one cell stands beside several rows, as a theme often does."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from evidence.files.bringing.files import read_sheet
from evidence.registers.comparing import compare
from tests.evidence.files.sample_files import upload

from .registers import layout_of

pytestmark = pytest.mark.django_db
HEADINGS = ("Theme", "Task", "Lead", "By when")


def plan_of(keeper, rows: list[tuple], *merged: str):
    book, written = openpyxl.Workbook(), BytesIO()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(written)
    sheet = read_sheet(upload("Plan.xlsx", written.getvalue()), typed=True)
    return compare(sheet, layout_of(sheet), {}, keeper)


def test_what_stands_beside_several_rows_is_said_of_each(plan, keeper, colleague):
    rows = [
        ("Homes", "Paint the room", "Catriona", date(2099, 5, 1)),
        ("", "Train all staff", "", ""),
        ("", "Open a shop", "Kirsty", ""),
        ("", "Write a letter", "", ""),
    ]
    found = plan_of(keeper, rows, "A2:A4", "C2:C3", "D2:D4")
    assert [row.action and row.action.key for row in found.rows] == ["4", "4", "4", None]
    owners = [row.values.get("owners") for row in found.rows]
    assert owners == [[colleague], [colleague], [keeper], None]
    assert [row.values.get("due_on") for row in found.rows] == [date(2099, 5, 1)] * 3 + [None]


def test_a_row_between_them_that_says_nothing_is_none(plan, keeper):
    rows = [("Homes", "Paint the room", "", ""), ("", "", "", ""), ("", "Open a shop", "", "")]
    found = plan_of(keeper, rows, "A2:A4")
    assert [(row.number, row.action.key) for row in found.rows] == [(2, "4"), (4, "4")]


def test_two_rows_beside_one_title_are_not_one_thing_twice(plan, keeper):
    rows = [("Homes", "Paint the room", "", ""), ("Homes", "", "Kirsty", "")]
    faults = [str(one) for one in plan_of(keeper, rows, "B2:B3").faults]
    assert faults == ["B3, What will be done: Say what will be done, or delete the row."]
