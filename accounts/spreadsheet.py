"""Files for a spreadsheet, in which nothing that people typed is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse

if TYPE_CHECKING:
    # The library takes long to read: only where a workbook is made.
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date
Row = Iterable[Cell]

# A spreadsheet takes a cell that begins so for a formula; the wide forms, where people write
# Chinese or Japanese.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
# What a cell begins with that may not be left as it is: most do not, and are not looked at twice.
SUSPECT = frozenset(FORMULA_STARTS) | {"'"}
LINES_AT_ONCE = 200
NOT_WHOLE = "This file is not whole: something broke while it was being written. Download it again."
# The least width of a column, in signs, and the most.
NARROW, WIDE = 12, 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Text stays text, also text that begins with “=” or looks like an address.
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `uninert` gives back what it was."""
    # One that begins with apostrophes already gets one more, so that it can be told apart on its
    # way back.
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def uninert(cell: str) -> str:
    """A cell as it was before `inert`."""
    return cell[1:] if cell.startswith("'") and inert(cell) != cell else cell


def csv_lines(heading: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a file, some at a time, so that a long one needs no more memory than a short
    one.
    """
    # The mark at the front tells a spreadsheet that the file is UTF-8.
    yield "\ufeff" + _written([heading])
    cells = (_inert_cells(row) for row in rows)
    try:
        while some := _written(islice(cells, LINES_AT_ONCE)):
            yield some
    except Exception:  # whatever broke: no page can answer now, and it is raised again
        # What stands between may take the end of a connection for the end of the file.
        yield _written([[NOT_WHOLE]])
        raise


def _written(rows: Iterable[Row]) -> str:
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _inert_cells(row: Row) -> list[Cell]:
    # Days and numbers are no texts that somebody typed.
    return [inert(cell) if isinstance(cell, str) and cell[:1] in SUSPECT else cell for cell in row]


def csv_answer(name: str, heading: list[str], rows: Iterable[Row]) -> StreamingHttpResponse:
    """The answer that brings a csv file of this name, as it is written."""
    return StreamingHttpResponse(
        csv_lines(heading, rows),
        content_type="text/csv; charset=utf-8",
        headers=_attached(f"{name}.csv"),
    )


def file_format(request: HttpRequest, otherwise: str) -> str:
    """The kind of file asked for, csv or xlsx. Raises Http404 for one that is not on offer."""
    wanted = request.GET.get("format", otherwise)
    if wanted not in ("xlsx", "csv"):
        raise Http404("Files come as xlsx or csv.")
    return wanted


def table_answer(
    wanted: str, name: str, heading: list[str], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """The answer that brings these rows as a file of the kind wanted, csv or xlsx."""
    if wanted == "csv":
        return csv_answer(name, heading, rows)
    return xlsx_answer(name, workbook_of(lambda book: _plain_sheet(book, heading), rows))


def workbook_of(lay_out: Callable[[Workbook], Worksheet], rows: Iterable[Row]) -> IO[bytes]:
    """A file with these rows below the heading of a sheet that is laid out so. Each is written for
    good before the next one is read, so that many need no more memory than a few.
    """
    file = TemporaryFile()  # noqa: SIM115 - the answer that brings it closes it
    with new_workbook(file, constant_memory=True) as book:
        sheet = lay_out(book)
        for number, row in enumerate(rows, start=1):
            write_row(sheet, number, row)
    return file


def _plain_sheet(book: Workbook, heading: list[str]) -> Worksheet:
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1})
    for place, words in enumerate(heading):
        sheet.set_column(place, place, min(max(len(words) + 2, NARROW), WIDE))
        sheet.write_string(0, place, words, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def new_workbook(file: IO[bytes], *, constant_memory: bool = False) -> Workbook:
    """A workbook that keeps text as it was typed, and writes its days as people in Scotland do.
    In constant memory its rows are written in turn, and kept in a file until it is closed.
    """
    from xlsxwriter import Workbook

    from .text_sheet import TextSheet

    kept = {"constant_memory" if constant_memory else "in_memory": True}
    book = Workbook(file, {"default_date_format": "dd/mm/yyyy", **AS_TYPED, **kept})
    if constant_memory:
        book.worksheet_class = TextSheet
    return book


def write_row(sheet: Worksheet, number: int, row: Row) -> None:
    """Write a row (the first is 0): days and numbers as such, everything else as text. An empty
    cell is left out.
    """
    for column, cell in enumerate(row):
        if cell == "":
            continue
        if isinstance(cell, date):
            sheet.write_datetime(number, column, cell)
        elif isinstance(cell, int):
            sheet.write_number(number, column, cell)
        else:
            sheet.write_string(number, column, cell)


def xlsx_answer(name: str, file: IO[bytes]) -> FileResponse:
    """The answer that brings a closed workbook under this name, and closes its file."""
    file.seek(0)
    return FileResponse(file, content_type=XLSX, headers=_attached(f"{name}.xlsx"))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
