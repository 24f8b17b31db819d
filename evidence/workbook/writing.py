"""The workbook on its way out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, TYPE_CHECKING

from accounts.spreadsheet import Cell, workbook_of
from actions.querysets import SubActionQuerySet
from evidence.files.bringing.columns import Column

from .columns import (
    COLUMNS,
    EDITED,
    KEY,
    MARK,
    STATUS,
    STATUSES,
    WRITTEN,
    for_reading,
    in_words,
    shown_of,
    status_in_words,
)
from .marks import mark_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# As many rows below the headings offer the words to choose from.
ROWS_TO_EDIT = 5_000
HOW = [
    "Edit the cells whose headings are blue. Everything else is for reading, and is not taken.",
    "Leave the first column as it is: by it each row is known again, in whatever order.",
    "An emptied cell changes nothing.",
    "To say how it is going, write also what changed: it comes in as an update of the day on "
    "which you bring the list back, and everyone who signs in may read it.",
    "A start or due date that was set before is moved only with a reason.",
    "Rows and columns may be sorted, moved, hidden and left out; no row is added by this list.",
    "Write so that no child, young person or family could be recognised.",
    "Nothing changes before you have seen each change and pressed the button.",
]


def workbook_with(rows: SubActionQuerySet) -> IO[bytes]:
    """A workbook with these sub-actions, to be edited and brought back."""
    return workbook_of(_lay_out, _rows_of(rows))


def _rows_of(rows: SubActionQuerySet) -> Iterator[list[Cell]]:
    for found in rows.select_related("item", "service").iterator():
        said = {MARK: mark_of(found)} | for_reading(found) | shown_of(found)
        yield [_cell(column, said.get(column, "")) for column in COLUMNS]


def _cell(column: Column, plain: str) -> Cell:
    if column.is_day and plain:
        return date.fromisoformat(plain)
    return in_words(column, plain)


def _lay_out(book: Workbook) -> Worksheet:
    """The sheet with its headings, which stay in sight, and a second one that says how to edit."""
    sheet = book.add_worksheet("Sub-actions")
    to_edit = book.add_format(
        {"bold": True, "bg_color": "#0065bd", "font_color": "#ffffff", "text_wrap": True}
    )
    to_read = book.add_format({"bold": True, "bg_color": "#ebebeb", "text_wrap": True})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, days if column.is_day else text)
        edited = column in EDITED or column in WRITTEN
        sheet.write_string(0, place, column.name, to_edit if edited else to_read)
    _offer_statuses(sheet)
    sheet.freeze_panes(1, COLUMNS.index(KEY) + 1)
    _explain(book)
    return sheet


def _offer_statuses(sheet: Worksheet) -> None:
    place = COLUMNS.index(STATUS)
    words = list(map(status_in_words, STATUSES))
    sheet.data_validation(1, place, ROWS_TO_EDIT, place, {"validate": "list", "source": words})


def _explain(book: Workbook) -> None:
    # Below the headings of another sheet, of which none is a heading of the first.
    sheet = book.add_worksheet("How to edit it")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110, wrapped)
    for number, sentence in enumerate(HOW):
        sheet.write_string(number, 0, sentence)
    told = [column for column in COLUMNS if column in EDITED or column in WRITTEN]
    for number, column in enumerate(told, start=len(HOW) + 1):
        sheet.write_string(number, 0, f"{column.name}: {column.hint}")
