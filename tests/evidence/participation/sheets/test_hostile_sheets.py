"""What people type never runs in a spreadsheet (T10), and a hostile or broken sheet writes nothing
(T12).
"""

import csv
import random
import zipfile
from io import BytesIO, StringIO

import openpyxl
import pytest

from accounts.models import Change
from accounts.spreadsheet import FORMULA_STARTS
from evidence.files.bringing.files import read_sheet
from evidence.models import Session, SessionImport
from evidence.participation.reasons import Heads
from evidence.participation.sheets.columns import HEADING
from tests.evidence.files.sample_files import docx, pdf, picture, repacked, upload
from tests.evidence.participation.sheets.sample_sheets import (
    csv_of,
    line,
    log,
    plan_of,
    said,
    sheet,
    xlsx_of,
)
from tests.factories import ServiceFactory, SubActionFactory
from tests.rotation import FULL, ROTATION

pytestmark = pytest.mark.django_db

# Forty ways in which a cell may begin that a spreadsheet might run, follow or take for something
# else.
HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://example.org","x")', "=IMPORTXML(A1)",
    "=WEBSERVICE(A1)", '=DDE("cmd";"/C calc";"x")', "=@SUM(A1)",
    "=-1", "=+1", '="a"', "={1,2}", "==1", "= 1", "=\t1",
    "+1", "+cmd|' /C calc'!A0", "+44 131 496 0000", "+=1", "++1",
    "-1", "-cmd|' /C calc'!A0", "-=1", "--1", "- 1",
    "@SUM(A1)", "@=1", "@@1", "@ 1", "\t=3", "\t+2", "\t@2", "\r=4", "\r-2", "\n=5",
    "＝1", "＋1", "－1", "＠1", "'=6", "https://example.org",
]  # fmt: skip


@pytest.fixture
def hostile(champions):
    """A session for each of forty services whose names begin with something hostile."""
    for number, name in enumerate(HOSTILE):
        service = ServiceFactory(name=name)
        log(champions, service, audiences=[Heads("workforce", number + 1, service)])
    return Session.objects.current()


def download(browser, kind) -> bytes:
    answer = browser.get("/participation/sessions/export/", {"format": kind})
    return answer.getvalue() if answer.streaming else answer.content


def test_no_field_of_a_csv_file_begins_like_a_formula(hostile, signed_in, champions):
    text = download(signed_in(champions), "csv").decode("utf-8-sig")
    fields = [field for row in csv.reader(StringIO(text, newline="")) for field in row]

    assert len(HOSTILE) == 40
    assert len(fields) == 41 * len(HEADING)
    assert [field for field in fields if field.startswith(FORMULA_STARTS)] == []
    assert {"=", "+", "-", "@", "\t", "\r"} <= set(FORMULA_STARTS)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile, signed_in, champions):
    content = download(signed_in(champions), "xlsx")
    cells = [
        cell for row in openpyxl.load_workbook(BytesIO(content)).worksheets[0].rows for cell in row
    ]

    assert len(cells) == 41 * len(HEADING)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hostile_names_come_back_in_as_they_went_out(hostile, signed_in, champions, kind):
    found = read_sheet(upload(f"a.{kind}", download(signed_in(champions), kind)))
    plan, rows = plan_of(found), found.worksheets[0].rows
    assert (plan.faults, plan.new, len(plan.there)) == ([], [], 40)
    assert sorted(row[5] for row in rows[1:]) == sorted(str(number) for number in range(1, 41))


# Files


@pytest.fixture
def send(signed_in, champions, service):
    """Choose a file on the page; gives the answer. Nothing may be written."""

    def choose(name: str, content: bytes):
        answer = signed_in(champions).post(
            "/participation/import/", {"sheet": upload(name, content)}
        )
        assert answer.status_code == 200
        assert (Session.objects.count(), SessionImport.objects.count(), Change.objects.count()) == (
            0,
            0,
            0,
        )
        return said(answer)

    return choose


def bomb() -> bytes:
    """A workbook whose sheet unpacks to a hundred megabytes."""
    return repacked(
        xlsx_of(sheet(line())), {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 100_000_000}
    )


def with_a_dtd() -> bytes:
    part = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
    return repacked(xlsx_of(sheet(line())), {"xl/sharedStrings.xml": part})


LONG = 200_000
PROGRAM, OLD = b"MZ\x90\0" * 100, b"\xd0\xcf\x11\xe0" * 100
REFUSED = {
    "a program named xlsx": (
        "a.xlsx",
        lambda: PROGRAM,
        "This is named .xlsx but is not an Excel workbook",
    ),
    "a program named csv": ("a.csv", lambda: PROGRAM, "This is named .csv but is not a table"),
    "a program": ("a.exe", lambda: PROGRAM, "This is not a spreadsheet."),
    "an old workbook": ("a.xls", lambda: OLD, "This is not a spreadsheet."),
    "a locked workbook": (
        "a.xlsx",
        lambda: b"\xd0\xcf\x11\xe0" * 100,
        "This file is locked with a password, or of an older kind.",
    ),
    "a Word document": ("a.xlsx", docx, "This is named .xlsx but is not an Excel workbook"),
    "a PDF file": ("a.csv", pdf, "This is named .csv but is not a table"),
    "a picture": (
        "a.xlsx",
        lambda: picture("png"),
        "This is named .xlsx but is not an Excel workbook",
    ),
    "a drawing": (
        "a.csv",
        lambda: b"<svg onload='alert(1)'/>",
        "This is named .csv but is not a table",
    ),
    "a workbook named csv": (
        "a.csv",
        lambda: xlsx_of(sheet(line())),
        "This is named .csv but is not a table",
    ),
    "a long table": ("a.csv", lambda: b"x\n" * LONG, "more than 20,000 rows"),
    "a very long table": ("a.csv", lambda: csv_of([line()] * LONG), "larger than 5 MB"),
    "a long workbook": (
        "a.xlsx",
        lambda: long_workbook(),
        "more than 20,000 rows",
    ),
    "a wide table": ("a.csv", lambda: b"x," * 1_000 + b"x", "Row 1 has more than 50 columns."),
    "a far cell": ("a.xlsx", lambda: far_cell(), "Row 1 has more than 50 columns."),
    "a bomb": ("a.xlsx", bomb, "far too large when it is unpacked"),
    "entities": ("a.xlsx", with_a_dtd, "defines entities"),
    "half a workbook": ("a.xlsx", lambda: xlsx_of(sheet(line()))[:3000], "This file is damaged."),
    "nothing": ("a.csv", lambda: b"", "This file is empty."),
    "an empty workbook": (
        "a.xlsx",
        lambda: xlsx_of([]),
        "There is nothing in this sheet.",
    ),
    "a name with a birthday": (
        "born 03.03.2012.csv",
        lambda: csv_of(sheet(line())),
        "seems to hold a date of birth",
    ),
}


def long_workbook() -> bytes:
    """Two hundred thousand rows in little space."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (number, number)
        for number in range(1, LONG + 1)
    )
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<worksheet xmlns="{name}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"
    return repacked(xlsx_of([]), {"xl/worksheets/sheet1.xml": part})


def far_cell() -> bytes:
    book, written = openpyxl.Workbook(), BytesIO()
    book.active["XFD1"] = "far"
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_sheet_of_sessions_gets_a_sentence_and_writes_nothing(send, case):
    name, make, reason = REFUSED[case]
    assert reason in send(name, make())


def test_a_fault_is_shown_as_text_not_as_markup(send):
    page = send("a.csv", csv_of(sheet(line(Headcount="<script>alert(1)</script>"), ["<b>"] * 12)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# Garbage

CELLS = [
    "", " ", "3 March 2025", "31/02/2025", "2025-13-01", "Workshop", "Workforce", "Community",
    "Education", "Nobody", "12", "0", "-1", "1e9", "9" * 400, "twelve", "Neither", "Designed it",
    "1.1", "9.9", "1.1, 1.3", "A", "17",
    "=1+1", "x <b>", "\u202e", "💥", "\x7f", "Ünïcödé", "a" * 5_000, '"', "'", ";", "\n",
    "NaN",
]  # fmt: skip


def garbage(seed: int) -> list[list[str]]:
    """A sheet that begins like a good one, and in which something is always wrong."""
    chance = random.Random(seed)  # noqa: S311 - the same sheets every time
    rows = sheet(*(line(Headcount=str(number)) for number in range(1, chance.randint(2, 12))))
    rows = [list(row) for row in rows]
    for _time in range(chance.randint(1, 20)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    # Whatever chance has done, this is not a whole number.
    rows.insert(
        chance.randint(1, len(rows)),
        line(Headcount=chance.choice(["a few", "1.5", "-", "½", "1,00"])),
    )
    return rows


def seeds(share: int, full: int) -> range:
    """So many sheets a run, others each time."""
    return range(full) if FULL else range(ROTATION * share, (ROTATION + 1) * share)


@pytest.mark.parametrize("seed", seeds(20, full=500))
def test_a_garbage_sheet_writes_nothing_and_says_where_it_is_wrong(send, seed):
    SubActionFactory(item__key="1.1")
    page = send("a.csv", csv_of(garbage(seed)))

    # Either something below the headings is wrong, or a heading is missing and asked for.
    assert ("not right in this sheet. Nothing is brought in." in page) != ("Row 1, column " in page)
    assert "column Headcount: " in page or "Row 1, column " in page


@pytest.mark.parametrize("seed", seeds(10, full=200))
def test_a_mutated_workbook_is_answered_and_writes_nothing(send, seed):
    """Bytes changed at random, as on a worn stick; it may still be read, and then its faults are
    named.
    """
    chance = random.Random(seed)  # noqa: S311 - the same files every time
    content = bytearray(xlsx_of(garbage(seed)))
    for _time in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    page = send("a.xlsx", bytes(content))
    assert "to put right" in page
