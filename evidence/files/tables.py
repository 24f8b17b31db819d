"""Tables: csv files, and how the rows of any table read as text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from .reading import COLUMNS, ROWS, Refused, joined

# A label of a column under which dates and numbers are those of a person.
PERSONAL = re.compile(r"birth|\bd\.?o\.?b\b|\bchi\b", re.IGNORECASE)
LABEL_LENGTH = 40


def decoded(content: bytes) -> str:
    """The text of a csv file, as spreadsheets write them. Raises UnicodeDecodeError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def lines_of(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows of a table that are not empty, a line each, with borders between the cells.

    Without borders the numbers of neighbouring cells would read as one. Under the label of a
    birthday or a health number each cell has the label before it, as a person would read it.
    """
    labels: dict[int, str] = {}
    for row in rows:
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            raise Refused(
                f"It has more than {COLUMNS} columns. Choose a file with only those that show it."
            )
        if cells:
            yield " | ".join(
                f"{labels[place]} {cell}" if place in labels else cell
                for place, cell in enumerate(cells)
            )
        for place, cell in enumerate(cells):
            if len(cell) <= LABEL_LENGTH and PERSONAL.search(cell):
                labels[place] = cell


def within_rows(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a table; raises Refused where there are more than can be checked."""
    for number, line in enumerate(lines, start=1):
        if number > ROWS:
            raise Refused(
                f"It has more than {ROWS:,} rows. Choose a file with only those that show it."
            )
        yield line


def rows_of_csv(content: bytes) -> Iterator[list[str]]:
    """The rows of a csv file, whichever sign parts its cells; raises Refused if it is broken."""
    text = decoded(content)
    first_line = text[:10_000].partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:
        line = f"line {rows.line_num:,}"
        raise Refused(f"It cannot be read as a table: {line} is too long or broken.") from error


def text_of_csv(content: bytes) -> str:
    """What the cells hold, a line a row. Raises Refused for more than can be checked."""
    return joined(within_rows(lines_of(rows_of_csv(content))))
