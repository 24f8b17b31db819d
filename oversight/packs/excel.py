"""A pack as a workbook: how it was made, what it says, and a sheet for each list."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from accounts.spreadsheet import new_workbook, write_row
from accounts.words import Cell

from .contents import Contents, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MADE, WORDS = "How this was made", "In sentences"
# What is left of a sheet's name after the longest that Excel takes; how wide all columns are.
LONGEST, WIDE, LEAST = 31, 120, 13
# In points: a line of a row, and the highest row that Excel takes.
LINE, MOST_HIGH = 15, 409
LAID = {"text_wrap": True, "valign": "top", "align": "left"}
DAY = {**LAID, "num_format": "dd/mm/yyyy"}


def write_workbook(contents: Contents) -> bytes:
    """The pack as the bytes of a workbook, in which what was typed stays text."""
    written = BytesIO()
    with new_workbook(written) as book:
        book.set_properties({"title": contents.title, "author": "", "comments": ""})
        head = [("Pack", contents.title), ("For whom", contents.audience)]
        made = [*head, ("Council", contents.council), *contents.made]
        _add(book, Table(MADE, MADE, ("What", "How"), made, (2, 10)))
        said = list(contents.sentences())
        _add(book, Table(WORDS, WORDS, ("Section", "What it says"), said, (3, 9)))
        for table in contents.tables:
            _add(book, table)
    return written.getvalue()


def _add(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.key[:LONGEST])
    bold = book.add_format({"bold": True, "bottom": 1, **LAID})
    wrapped, day = book.add_format(LAID), book.add_format(DAY)
    widths = [max(LEAST, round(WIDE * share / sum(table.shares))) for share in table.shares]
    for place, (width, words) in enumerate(zip(widths, table.heads, strict=True)):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, words, bold)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(row, widths))
        write_row(sheet, number, row)
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
    if not table.rows:
        # Not broken at the width of the first column.
        sheet.write_string(1, 0, table.empty, book.add_format({"align": "left"}))
    elif table.key not in (MADE, WORDS):
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    _for_paper(sheet, table)


def _height(row: tuple[Cell, ...], widths: list[int]) -> int:
    """How high a row has to be: not every program works that out when it opens a workbook."""
    lines = [
        sum(max(1, ceil(len(line) / width)) for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    ]
    return min(MOST_HIGH, LINE * max(lines))


def _for_paper(sheet, table: Table) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{table.title.replace('&', '&&')}&RPage &P of &N")
