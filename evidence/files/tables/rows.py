"""Tables: csv files, and how the rows of any table read as text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from ..limits import COLUMNS, ROWS, TOO_MANY_ROWS, Refused, joined
from .labels import Columns, plain_number

# A formula that starts another program: =cmd|'/C calc'!A0
RUNS = re.compile(r"^[=+\-@].*[\w.]\s*\|\s*(?:'[^'!]*'|[^'!|]*)!['\"$\w]", re.DOTALL)

# How some programs are told what parts the cells.
TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
BEGINS = 10_000  # characters


def decoded(content: bytes) -> str:
    """The text of a csv file, as spreadsheets write them. Raises UnicodeDecodeError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _lines_of(rows: Iterable[list[str]]) -> Iterator[str]:
    """The rows of a table that are not empty, a line each, with borders between the cells.

    Without borders the numbers of neighbouring cells would read as one. Under the label of a
    birthday, a health number or a telephone each cell is read as such.
    """
    columns = Columns()
    for row in rows:
        if line := line_of(columns, row):
            yield line


def line_of(columns: Columns, row: list[str]) -> str:
    """A row as a line, empty if it is; raises Refused where it is wider than can be checked."""
    cells = [plain_number(cell.strip()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > COLUMNS:
        raise Refused(
            f"It has more than {COLUMNS} columns. Choose a file with only those that show it."
        )
    return " | ".join(columns.read(cells))


def _within_rows(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if number > ROWS:
            raise Refused(TOO_MANY_ROWS)
        yield line


def rows_of_csv(content: bytes) -> Iterator[list[str]]:
    """The rows of a csv file, whichever sign parts its cells; raises Refused if it is broken."""
    text = decoded(content)
    told = TOLD_DELIMITER.match(text)
    delimiter = told[1] if told else _delimiter_of(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            if any(map(RUNS.search, row)):
                raise Refused(f"Line {rows.line_num:,} holds a formula that starts a program.")
            yield row
    except csv.Error as error:
        line = f"line {rows.line_num:,}"
        raise Refused(f"It cannot be read as a table: {line} is too long or broken.") from error


def _delimiter_of(text: str) -> str:
    """The sign that parts most lines into equally many cells, since another one may stand often in
    a text.
    """
    return max(",;\t|", key=lambda sign: _parted(text[:BEGINS], sign))


def _parted(text: str, delimiter: str) -> tuple[int, int]:
    """How many lines it parts into equally many cells, and into how many."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((lines, width) for width, lines in widths.items()), default=(0, 0))


def text_of_csv(content: bytes) -> str:
    """What the cells hold, a line a row. Raises Refused for more than can be checked."""
    return joined(_within_rows(_lines_of(rows_of_csv(content))))
