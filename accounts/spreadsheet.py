"""Files for a spreadsheet, in which nothing that people typed is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from django.http import HttpResponse, StreamingHttpResponse
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | date

# A spreadsheet takes a cell that begins so for a formula; the wide forms, where people write
# Chinese or Japanese.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
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


class Echo:
    """What the csv module writes into; it hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(heading: list[str], rows: Iterable[list[Cell]]) -> Iterator[str]:
    """The lines of a file, one by one, so that a long one needs no more memory than a short one."""
    writer = csv.writer(Echo())
    # The mark at the front tells a spreadsheet that the file is UTF-8.
    yield "\ufeff" + writer.writerow(heading)
    for row in rows:
        yield writer.writerow([inert(str(cell)) for cell in row])


def csv_answer(name: str, heading: list[str], rows: Iterable[list[Cell]]) -> StreamingHttpResponse:
    """The answer that brings a csv file of this name, line by line."""
    return StreamingHttpResponse(
        csv_lines(heading, rows),
        content_type="text/csv; charset=utf-8",
        headers=_attached(f"{name}.csv"),
    )


def new_workbook(stream: BytesIO) -> Workbook:
    """A workbook that keeps text as it was typed, and writes its days as people in Scotland do."""
    return Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **AS_TYPED})


def write_row(sheet: Worksheet, number: int, row: list[Cell]) -> None:
    """Write a row (the first is 0): days and numbers as such, everything else as text."""
    for column, cell in enumerate(row):
        if isinstance(cell, date):
            sheet.write_datetime(number, column, cell)
        elif isinstance(cell, int):
            sheet.write_number(number, column, cell)
        else:
            sheet.write_string(number, column, cell)


def xlsx_answer(name: str, stream: BytesIO) -> HttpResponse:
    """The answer that brings a closed workbook under this name."""
    return HttpResponse(stream.getvalue(), content_type=XLSX, headers=_attached(f"{name}.xlsx"))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
