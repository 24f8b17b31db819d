"""Sheets that are brought in: their rows as they are, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO

from .packages import Package
from .reading import Refused
from .tables import rows_of_csv

STRICT = (
    "It was saved as Strict Open XML. In Excel, save it as an Excel Workbook (.xlsx) and choose "
    "that one."
)
SHEET_ROWS, SHEET_COLUMNS = 5_000, 30


def sheet_of_csv(content: bytes) -> str:
    """The rows of a csv file. Raises Refused where it is longer or wider than a sheet may be."""
    return _as_json(rows_of_csv(content))


def sheet_of_xlsx(content: bytes) -> str:
    """The rows of the first sheet. Raises Refused where it is longer or wider than may be."""
    from openpyxl import load_workbook

    if Package(content).is_strict():
        raise Refused(STRICT)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    # What a sheet says of its own size need not be true.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    return _as_json([_cell_text(cell) for cell in row] for row in rows)


def _cell_text(cell: object) -> str:
    from openpyxl.utils.escape import unescape

    # A workbook may give 12 as 12.0, which nobody typed.
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    return unescape(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _as_json(rows: Iterable[list[str]]) -> str:
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
    return json.dumps(kept)
