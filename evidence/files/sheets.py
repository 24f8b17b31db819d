"""Sheets that are brought in: their rows as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from .limits import Refused
from .office.packages import Package
from .tables.rows import rows_of_csv

STRICT = (
    "It was saved as Strict Open XML. In Excel, save it as an Excel Workbook (.xlsx) and choose "
    "that one."
)
SHEET_ROWS, SHEET_COLUMNS = 5_000, 30
# What stands for a formula whose result no program has stored; no program writes it.
NO_RESULT = "=\N{REPLACEMENT CHARACTER}"
PIECE, TAG = 65_536, 40  # bytes, and of the longest tag of a formula with its prefix
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def sheet_of_csv(content: bytes) -> list[list[str]]:
    """The rows of a csv file. Raises Refused where it is longer or wider than a sheet may be."""
    return _within_limits(rows_of_csv(content))


def sheet_of_xlsx(content: bytes) -> list[list[str]]:
    """The rows of the first sheet. Raises Refused where it is longer or wider than may be."""
    if Package(content).is_strict():
        raise Refused(STRICT)
    rows = ([_cell_text(cell) for cell in row] for row in _rows_of(content, results=True))
    return _within_limits(_with_formulas(rows, content) if _has_formulas(content) else rows)


def _rows_of(content: bytes, *, results: bool) -> Iterator[tuple]:
    """The rows of the first sheet: what is stored, or the cells with their formulas."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=results, keep_links=False)
    sheet = book.worksheets[0]
    # What a sheet says of its own size need not be true.
    sheet.reset_dimensions()
    return sheet.iter_rows(values_only=results)


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if "worksheets/" in name]
        return any(FORMULA.search(piece) for name in parts for piece in _pieces(package, name))


def _pieces(package: ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, each with the end of the one before it: all of it may be large."""
    end = b""
    with package.open(name) as part:
        while piece := part.read(PIECE):
            yield end + piece
            end = piece[-TAG:]


def _with_formulas(rows: Iterable[list[str]], content: bytes) -> Iterator[list[str]]:
    """The rows, and in them which cells hold a formula without its result: they are not empty."""
    for row, cells in zip(rows, _rows_of(content, results=False), strict=True):
        yield [
            text or (NO_RESULT if cell.data_type == "f" else "")
            for text, cell in zip(row, cells, strict=True)
        ]


def _cell_text(cell: object) -> str:
    from openpyxl.utils.escape import unescape

    # A workbook may give 12 as 12.0, which nobody typed.
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    return unescape(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _within_limits(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows, as far as a sheet to be brought in may be long and wide; no more of it is read."""
    kept = []
    for number, row in enumerate(rows, start=1):
        if number > SHEET_ROWS + 1:
            raise Refused(
                f"It has more than {SHEET_ROWS:,} rows below the headings. "
                "Split it into several sheets."
            )
        while row and not row[-1].strip():
            row.pop()
        if len(row) > SHEET_COLUMNS:
            raise Refused(
                f"Row {number:,} has more than {SHEET_COLUMNS} columns. "
                "Take out those without a heading."
            )
        kept.append(row)
    return kept
