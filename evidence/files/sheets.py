"""Sheets that are brought in: their rows as they are, and what of them is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

from .limits import Refused
from .office.packages import Package
from .tables.rows import rows_of_csv

STRICT = (
    "It was saved as Strict Open XML. In Excel, save it as an Excel Workbook (.xlsx) and choose "
    "that one."
)
# No limit below an export of our own: a council holds some hundred sessions a year.
SHEET_ROWS, SHEET_COLUMNS = 20_000, 50
# The last one that a workbook may have.
LAST_ROW = 1_048_576
# Among the first of them stand titles and the headings.
FIRST_ROWS = 20
# Of all sheets together.
FILE_ROWS = SHEET_ROWS + 5_000
# What stands for a formula whose result no program has stored; no program writes it.
NO_RESULT = "=\N{REPLACEMENT CHARACTER}"
PIECE, TAG = 65_536, 40  # bytes, and of the longest tag of a formula with its prefix
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
FILTER = re.compile(rb"<(?:\w+:)?filterColumn[\s>/]")
# By which some programs are told what parts the cells of a csv file; no row of it.
TOLD_DELIMITER = "sep="
HIDDEN = ("1", "true")


def sheet_of_csv(content: bytes) -> list[dict]:
    """The rows of a csv file, as its only sheet."""
    rows = rows_of_csv(content)
    first = next(rows, [])
    # Programs that take note of this line do not show it as a row either.
    if not (first and first[0].strip().lower().startswith(TOLD_DELIMITER)):
        rows = chain([first], rows)
    return [{"name": "", **_within(rows, FILE_ROWS)}]


def sheet_of_xlsx(content: bytes) -> list[dict]:
    """The sheets of a workbook in their order, each with its rows."""
    return _sheets_with(content, _marked)


def typed_sheet_of_xlsx(content: bytes) -> list[dict]:
    """The same, where only what somebody typed counts: each formula is marked as such."""
    return _sheets_with(content, partial(_marked, results=False))


def _sheets_with(content: bytes, mark: Callable) -> list[dict]:
    if Package(content).is_strict():
        raise Refused(STRICT)
    return list(_sheets_of(content, _with_formulas(content), mark))


def _sheets_of(content: bytes, with_formulas: set[str], mark: Callable) -> Iterator[dict]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    left = FILE_ROWS
    for sheet in book.worksheets:
        marked = partial(mark, content=content, title=sheet.title)
        found = _sheet(sheet, marked if sheet._worksheet_path in with_formulas else iter, left)
        left -= len(found["rows"])
        yield found


def _sheet(sheet, marked: Callable[[Iterable], Iterator], most: int) -> dict:
    """One sheet; `marked` marks cells in its rows that hold formulas."""
    from openpyxl.utils.datetime import MAC_EPOCH

    parser = _parser(sheet)
    rows = ([_cell_text(value) for value in row] for row in _values(sheet, parser))
    read = _within(marked(rows), most)
    hidden = [int(row) for row, told in parser.row_dimensions.items() if _is_hidden(told)]
    return {
        "name": sheet.title,
        **read,
        "is_hidden": sheet.sheet_state != "visible",
        "hidden_rows": [row for row in hidden if row <= len(read["rows"])],
        "hidden_columns": sorted(_hidden_columns(parser.column_dimensions.values())),
        "is_filtered": bool(hidden) and _is_filtered(sheet, parser),
        "counts_from_1904": parser.epoch == MAC_EPOCH,
        "merged": list(_merged(parser, len(read["rows"]))),
    }


def _parser(sheet, *, results: bool = True):
    """What openpyxl reads a sheet with; it knows also which rows and columns are hidden, of which
    the sheet itself says nothing when it is only read.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    return WorkSheetParser(
        sheet._get_source(),
        sheet._shared_strings,
        data_only=results,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _values(sheet, parser, *, what: str = "value") -> Iterator[list]:
    """Each row of a sheet as a list, the ones that are not stored among them."""
    number = 0
    with parser.source:
        for place, cells in parser.parse():
            for _missing in range(number + 1, min(place, LAST_ROW)):
                yield []
            # A row that stands twice or in the wrong order is none that a program shows.
            if place > number:
                number = place
                yield _in_places(cells, what)


def _in_places(cells: list[dict], what: str) -> list:
    row = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        row[cell["column"] - 1] = cell[what]
    return row


def _is_hidden(told: dict) -> bool:
    return told.get("hidden") in HIDDEN


def _is_filtered(sheet, parser) -> bool:
    """Whether a filter is set, of the sheet or of a table in it, which has a part of its own."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.worksheet.table import Table

    if getattr(getattr(parser, "auto_filter", None), "filterColumn", None):
        return True
    package, path = sheet.parent._archive, get_rels_path(sheet._worksheet_path)
    if path not in package.namelist():
        return False
    parts = [part.target for part in get_dependents(package, path).find(Table._rel_type)]
    return any(FILTER.search(package.read(part)) for part in parts)


def _hidden_columns(told: Iterable[dict]) -> Iterator[int]:
    """The places of hidden columns, from 0, as far as a sheet may be wide."""
    for each in filter(_is_hidden, told):
        last = min(int(each["max"]), SHEET_COLUMNS)
        yield from range(int(each["min"]) - 1, last)


def _merged(parser, rows: int) -> Iterator[tuple[int, int, int]]:
    """The cells that are one over several of so many rows: the place of their first column, from 0,
    and their first and last row.
    """
    ends: dict[int, int] = {}
    found = getattr(parser.merged_cells, "mergeCell", ())
    for each in sorted(found, key=lambda cells: (cells.min_col, cells.min_row)):
        place, last = each.min_col - 1, min(each.max_row, rows)
        # No program lets them overlap; whoever made a file by hand could fill the memory with them.
        if place < SHEET_COLUMNS and ends.get(place, 0) < each.min_row < last:
            ends[place] = last
            yield place, each.min_row, last


def _with_formulas(content: bytes) -> set[str]:
    """The parts of a workbook that hold formulas."""
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if "worksheets/" in name]
        return {name for name in parts if any(map(FORMULA.search, _pieces(package, name)))}


def _pieces(package: ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, each with the end of the one before it: all of it may be large."""
    end = b""
    with package.open(name) as part:
        while piece := part.read(PIECE):
            yield end + piece
            end = piece[-TAG:]


def _marked(
    rows: Iterable[list[str]], content: bytes, title: str, *, results: bool = True
) -> Iterator[list[str]]:
    """The rows, and in them which cells hold a formula without its result: they are not empty. Or
    which hold any formula, where results do not count.
    """
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    kinds = _values(book[title], _parser(book[title], results=False), what="data_type")
    for row, of_row in zip(rows, kinds, strict=True):
        yield [
            NO_RESULT if kind == "f" and not (results and text) else text
            for text, kind in zip(row, of_row, strict=True)
        ]


def _cell_text(cell: object) -> str:
    from openpyxl.utils.escape import unescape

    # A workbook may give 12 as 12.0, which nobody typed.
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, str):
        return unescape(cell)
    # A day is stored with its midnight.
    return "" if cell is None else str(cell).removesuffix(" 00:00:00")


def _within(rows: Iterable[list[str]], most: int) -> dict:
    """The rows of a sheet, or why it cannot be brought in, being too long or too wide; what is
    empty counts for neither, though a file may have it down to the last row there is.
    """
    kept, fault = [], ""
    for number, row in enumerate(rows, start=1):
        while row and not row[-1].strip():
            row.pop()
        if not row:
            continue
        if fault := _fault(number, row, most):
            # Enough to know it by is kept of it.
            del kept[FIRST_ROWS:]
            break
        kept += [[] for _empty in range(len(kept) + 1, number)]
        kept.append(row)
    return {"rows": kept, "fault": fault}


def _fault(number: int, row: list[str], most: int) -> str:
    if len(row) > SHEET_COLUMNS:
        return (
            f"Row {number:,} has more than {SHEET_COLUMNS} columns. "
            "Copy those that are needed into a new sheet."
        )
    if number > min(SHEET_ROWS + FIRST_ROWS, most):
        return f"It has more than {SHEET_ROWS:,} rows. Split it into several sheets."
    return ""
