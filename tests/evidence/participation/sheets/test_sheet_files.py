"""Files of sheets: tables and workbooks as spreadsheets save them."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from xlsxwriter import Workbook

from evidence.files.bringing.files import MOST, read_sheet
from evidence.files.sheets import FIRST_ROWS, SHEET_ROWS
from evidence.participation.sheets.cells import FORMULA, Known
from evidence.participation.sheets.comparing import examine
from evidence.participation.sheets.forms import SheetForm
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets import sample_sheets
from tests.evidence.participation.sheets.sample_sheets import (
    csv_of,
    laid_out,
    line,
    sheet,
    xlsx_of,
)
from tests.factories import SubActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(service, other_service):
    for key in ("1.1", "1.3", "1.L1"):
        SubActionFactory(item__key=key)
    return Known.now()


@pytest.fixture
def entries(known):
    """The sessions of a sheet without faults."""

    def read(*lines):
        found, faults = sample_sheets.read(sheet(*lines), known)
        assert faults == []
        return found

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_the_ways_in_which_spreadsheets_write_it(entries, encoding, delimiter):
    rows = sheet(line(Kind="Elected members’ briefing", Audience="Elected members", Service=""))
    read = read_sheet(upload("Sessions.CSV", csv_of(rows, delimiter, encoding)))

    assert read.name == "Sessions.CSV"
    assert entries(*read.worksheets[0].rows[1:])[0].content.kind == "briefing"


def test_a_workbook_with_real_days_and_numbers(entries):
    day = datetime(2025, 3, 3)  # noqa: DTZ001 - a cell of a workbook knows no time zone
    rows = sheet(line(Date=day, Headcount=12.0, Sub_actions=1.3, How_many=0))
    read = read_sheet(upload("a.xlsx", xlsx_of(rows)))
    assert entries(*read.worksheets[0].rows[1:]) == entries(line(Sub_actions="1.3"))


def test_a_formula_without_its_result_is_not_called_empty(known):
    rows = sheet(line(), line(Headcount="=SUM(F2:F2)", Service="=A1", Date="=TODAY()"), line())
    read = read_sheet(upload("a.xlsx", xlsx_of(rows)))
    _entries, faults = sample_sheets.read(read.worksheets[0].rows, known)
    assert {(fault.row, fault.column) for fault in faults} == {
        (3, "Date"),
        (3, "Service"),
        (3, "Headcount"),
    }
    assert {fault.reason for fault in faults} == {FORMULA}


def test_a_formula_with_its_result_is_its_result(entries):
    written = BytesIO()
    with Workbook(written) as book:
        page = book.add_worksheet()
        for number, row in enumerate(sheet(line(), line(Headcount="13"))):
            page.write_row(number, 0, row)
        page.write_formula(1, 5, "=6+6", None, 12)
    read = read_sheet(upload("a.xlsx", written.getvalue()))
    found = entries(*read.worksheets[0].rows[1:])
    assert [entry.content.audiences[0].headcount for entry in found] == [12, 13]


@pytest.mark.parametrize(("from_1904", "stored"), [(True, 44258), (True, 44258.4), (False, 45720)])
def test_a_day_stored_as_a_number_is_counted_from_where_its_workbook_does(known, from_1904, stored):
    written = BytesIO()
    with Workbook(written, {"date_1904": from_1904}) as book:
        page = book.add_worksheet()
        # A day as a number, as a day, and as a text: all say the same.
        days = [stored, datetime(2025, 3, 4), "4 March 2025"]  # noqa: DTZ001 - as cells have it
        for number, row in enumerate(sheet(*(line(Headcount=12) for _day in days))):
            page.write_row(number, 0, row)
        page.write_number(1, 1, days[0])
        page.write_datetime(2, 1, days[1], book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_string(3, 1, days[2])
    read = read_sheet(upload("a.xlsx", written.getvalue()))

    plan = examine(read, laid_out(read))
    assert plan.faults == []
    assert [entry.content.held_on for entry in plan.entries] == [date(2025, 3, 4)] * 3


def test_an_apostrophe_that_a_download_put_before_a_formula_is_taken_away():
    read = read_sheet(upload("a.csv", csv_of([["'=1+1", "'@x", "''-1", "'quoted'", "=2"]])))
    assert read.worksheets[0].rows == [["=1+1", "@x", "'-1", "'quoted'", "=2"]]


def test_the_digest_is_that_of_the_bytes():
    first, again, other = (
        read_sheet(upload(name, text))
        for name, text in [("a.csv", b"1"), ("b.csv", b"1"), ("a.csv", b"2")]
    )
    assert first.digest == again.digest != other.digest


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_the_most_rows_and_columns_that_are_read(make):
    def only_sheet(rows):
        return read_sheet(
            upload(f"a.{'csv' if make is csv_of else 'xlsx'}", make(rows))
        ).worksheets[0]

    most = SHEET_ROWS + FIRST_ROWS
    assert (len(only_sheet([["x"]] * most).rows), only_sheet([["x"]] * most).fault) == (most, "")
    assert only_sheet([["x"]] * (most + 1)).fault.startswith("It has more than 20,000 rows.")
    assert len(only_sheet([["x"] * 50]).rows[0]) == 50
    assert only_sheet([["x"], ["x"] * 51]).fault.startswith("Row 2 has more than 50 columns.")


def test_empty_cells_at_the_end_of_a_row_are_no_columns():
    assert read_sheet(upload("a.csv", b"x" + b"," * 200)).worksheets[0].rows == [["x"]]


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_byte_more_than_the_form_says_is_too_large(ending, over):
    assert "up to 5 MB and 20,000 rows" in SheetForm().fields["sheet"].help_text
    with pytest.raises(ValidationError) as refused:
        read_sheet(upload(f"a.{ending}", b"\0" * (MOST + over)))
    assert ("larger than 5 MB" in refused.value.message) == bool(over)


@pytest.mark.parametrize(
    ("far", "fault"),
    [("", ""), ("7", "It has more than 20,000 rows. Split it into several sheets.")],
)
def test_what_is_empty_makes_no_sheet_too_long(far, fault):
    written = BytesIO()
    with Workbook(written) as book:
        page = book.add_worksheet()
        for number, row in enumerate(sheet(line())):
            page.write_row(number, 0, row)
        # As after a format was given to a whole column.
        page.write(1_048_575, 0, far, book.add_format({"bold": True}))
    found = read_sheet(upload("a.xlsx", written.getvalue())).worksheets[0]
    assert (len(found.rows), found.fault) == (2, fault)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_signs_in_a_text_part_no_cells(delimiter):
    others = [sign * 9 for sign in ",;\t|" if sign != delimiter]
    rows = [
        ["Sessions"],
        ["Date", "Kind", "Notes"],
        *(["4/3/25", "Workshop", note] for note in others),
    ]
    lines = "\n".join(delimiter.join(row) for row in rows)
    found = read_sheet(upload("a.csv", lines.encode())).worksheets[0].rows
    assert [row[:2] for row in found[1:]] == [["Date", "Kind"], *[["4/3/25", "Workshop"]] * 3]
