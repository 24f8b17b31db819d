"""What is told of how a sheet is read: its columns, and what of it is hidden, not read or left
out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.words import listed

from .columns import Column
from .files import Sheet
from .forms import named
from .layout import HIDDEN, Layout

MOST_ROWS = 10  # that are named one by one


@dataclass
class Told:
    """How a sheet is read: its name, the row of its headings, each column with where it is found,
    and sentences about what is hidden and what is not read.
    """

    name: str
    heading_row: int
    columns: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def tell(
    sheet: Sheet, layout: Layout, columns: tuple[Column, ...], left_out: list[tuple[int, str]]
) -> Told:
    """What is told of a layout of a sheet, and of the rows below its headings that are no lines."""
    worksheet = sheet.worksheets[layout.worksheet]
    told = Told(worksheet.name, layout.heading_row)
    for column in columns:
        if column.name in layout.places:
            place = layout.places[column.name]
            told.columns.append((column.name, named(place, layout.heading(sheet, place))))
        elif column.name in layout.given:
            told.columns.append((column.name, f"“{layout.given[column.name]}” for all rows"))
    told.sentences = [
        *_of_other_sheets(sheet, layout.worksheet),
        *_of_hidden(sheet, layout),
        *_of_extra_columns(sheet, layout),
        *_of_rows(left_out),
    ]
    return told


def _of_other_sheets(sheet: Sheet, read: int) -> Iterable[str]:
    others = [each for place, each in enumerate(sheet.worksheets) if place != read]
    for is_hidden, what in ((False, "not read"), (True, "hidden, and not read")):
        names = [f"“{each.name}”" for each in others if each.is_hidden is is_hidden]
        if names:
            yield f"{_sheets(names)} {what}."
    if sheet.worksheets[read].is_hidden:
        yield f"The sheet “{sheet.worksheets[read].name}” is hidden, and is read."


def _sheets(names: list[str]) -> str:
    return f"The sheet {names[0]} is" if len(names) == 1 else f"The sheets {listed(names)} are"


def _of_hidden(sheet: Sheet, layout: Layout) -> Iterable[str]:
    worksheet = sheet.worksheets[layout.worksheet]
    hidden = [row for row in worksheet.hidden_rows if row > layout.heading_row]
    if hidden:
        by = " by a filter" if worksheet.is_filtered else ""
        what = "left out" if layout.leaves_hidden else "read"
        are = "1 row is" if len(hidden) == 1 else f"{len(hidden):,} rows are"
        yield f"{are} hidden{by} and {are.rpartition(' ')[2]} {what}: {rows_in_words(hidden)}."
    for place in worksheet.hidden_columns:
        if place in layout.places.values():
            yield f"{named(place, layout.heading(sheet, place))}, is hidden and is read."


def _of_extra_columns(sheet: Sheet, layout: Layout) -> Iterable[str]:
    rows = sheet.worksheets[layout.worksheet].rows[max(layout.heading_row - 1, 0) :]
    used = {place for cells in rows for place, cell in enumerate(cells) if cell}
    extra = sorted(used - set(layout.places.values()))
    names = [named(place, layout.heading(sheet, place)) for place in extra]
    if names:
        yield f"Not read: {listed(names)}."


def _of_rows(left_out: list[tuple[int, str]]) -> Iterable[str]:
    by_reason = defaultdict(list)
    for row, reason in left_out:
        by_reason[reason].append(row)
    # Those are told of already.
    by_reason.pop(HIDDEN, None)
    for reason, rows in by_reason.items():
        where = rows_in_words(rows)
        are = "is" if len(rows) == 1 else "are"
        yield f"{where[0].upper()}{where[1:]} {are} left out: {reason}."


def rows_in_words(rows: list[int]) -> str:
    """Rows by their numbers: row 2; rows 2, 3 and 7."""
    words = [f"{row:,}" for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        words.append(f"{len(rows) - MOST_ROWS:,} more")
    return f"{'row' if len(rows) == 1 else 'rows'} {listed(words)}"
