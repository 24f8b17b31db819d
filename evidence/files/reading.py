"""Reads one uploaded file in a process of its own: `python -I …/evidence/files/reading.py KIND`.

The file comes in on stdin; its text, or the picture written anew, goes out on stdout. Whatever
breaks here breaks this process only, which knows nothing of Django, of the database or of any
secret. Pictures and Word documents that come in whole are read by the files beside this one.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from itertools import chain
from runpy import run_path

SECONDS = 5
MEMORY = 400 * 1024 * 1024
TEXT = 500_000
ROWS, COLUMNS = 10_000, 100
SHEET_ROWS, SHEET_COLUMNS = 5_000, 30
# How this process ends when it wrote a sentence about the file instead of what is in it.
REFUSED = 3

OTHER_FILE_INSIDE = (
    "There is another file inside it, such as the spreadsheet behind a chart, which cannot be "
    "checked. Put a picture in its place, save the file and choose it again."
)
LOCKED = "It is locked with a password or against copying. Choose a copy without a lock."
# A label of a column under which dates and numbers are those of a person.
PERSONAL = re.compile(r"birth|\bd\.?o\.?b\b|\bchi\b", re.IGNORECASE)
LABEL_LENGTH = 40
# What office files call a run of text, the space between two, and the end of a paragraph.
RUNS, SPACES, ENDS = {"t", "delText", "instrText", "text"}, {"tab", "br", "cr"}, {"p", "text"}
PICTURES = ("png", "jpg")


class Refused(Exception):
    """The file is not taken; the message is the sentence for the person."""


def keep_within_limits() -> None:
    """Give this process its limits, before anything of the file is read."""
    try:
        import resource
    except ImportError:
        # On Windows. Its time is limited all the same, by whoever started it.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # A second later than whoever started it stops waiting: for when that one is gone.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def decoded(content: bytes) -> str:
    """The text of a csv file, as spreadsheets write them. Raises UnicodeDecodeError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _joined(parts: Iterable[str]) -> str:
    lines, size = [], 0
    for part in filter(None, map(str.strip, parts)):
        size += len(part)
        if size > TEXT:
            raise Refused(
                f"It holds more than {TEXT:,} characters of text, which is more than can be "
                "checked. Choose a file with only the part that shows it."
            )
        lines.append(part)
    return "\n".join(lines)


def _lines_of(rows: Iterable[Iterable[object]]) -> Iterator[str]:
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


def _within_rows(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if number > ROWS:
            raise Refused(
                f"It has more than {ROWS:,} rows. Choose a file with only those that show it."
            )
        yield line


def _rows_of_csv(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    first_line = text[:10_000].partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:
        line = f"line {rows.line_num:,}"
        raise Refused(f"It cannot be read as a table: {line} is too long or broken.") from error


def _text_of_csv(content: bytes) -> str:
    return _joined(_within_rows(_lines_of(_rows_of_csv(content))))


def _text_of_xlsx(content: bytes) -> str:
    """What the cells hold, and what is written in comments, drawings and properties."""
    sheets = _sheets_of(content)
    cells = (line for sheet in sheets for line in _lines_of(sheet.iter_rows(values_only=True)))
    beside = _texts_in(content, r"xl/(?:comments|threadedComments|drawings)|docProps/|.*\.rels$")
    return _joined(chain(_within_rows(cells), beside))


def _sheets_of(content: bytes) -> list:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        # What a sheet says of its own size need not be true.
        sheet.reset_dimensions()
    return book.worksheets


def _sheet_of_csv(content: bytes) -> str:
    return _as_json(_rows_of_csv(content))


def _sheet_of_xlsx(content: bytes) -> str:
    rows = _sheets_of(content)[0].iter_rows(values_only=True)
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


def _text_of_docx(content: bytes) -> str:
    # From the parts themselves: python-docx sees neither boxes nor notes nor comments.
    return _joined(_texts_in(content, r"word/|docProps/"))


def _units_of_docx(content: bytes) -> str:
    return json.dumps(_made_by("word_units", "read_units", content))


def _made_by(file: str, function: str, *arguments: object) -> object:
    # By its path: a process that stands apart finds no package of ours.
    module = run_path(os.path.join(os.path.dirname(__file__), f"{file}.py"))
    try:
        return module[function](*arguments)
    except module["Unreadable"] as reason:
        raise Refused(str(reason)) from reason


def _texts_in(content: bytes, names: str) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.match(names, name) and name.endswith((".xml", ".rels")):
                texts = _properties if name.startswith("docProps/") else _paragraphs
                with archive.open(name) as part:
                    yield from texts(part)


def _elements(part) -> Iterator[tuple[str, object]]:
    """The elements of an XML part with their bare names. A DTD could expand, so it breaks this."""
    from defusedxml.ElementTree import iterparse

    for _event, element in iterparse(part, forbid_dtd=True):
        yield element.tag.rpartition("}")[2], element


def _properties(part) -> Iterator[str]:
    return (element.text for _name, element in _elements(part) if element.text)


def _paragraphs(part) -> Iterator[str]:
    """Paragraph by paragraph, and where links lead."""
    # Whole: office programs cut a paragraph into runs at will, also inside a number.
    runs: list[str] = []
    for name, element in _elements(part):
        if name in RUNS:
            runs.append(element.text or "")
        elif name in SPACES:
            runs.append(" ")
        elif name == "Relationship" and element.get("TargetMode") == "External":
            yield element.get("Target", "")
        if name in ENDS:
            # With a border, as between the cells of a table.
            yield f"{''.join(runs)} |" if runs else ""
            runs.clear()
            element.clear()
    yield "".join(runs)


def _text_of_pdf(content: bytes) -> str:
    """What is written on the pages, in the boxes of forms and in the properties."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Refused(LOCKED)
    if reader.attachments:
        raise Refused(OTHER_FILE_INSIDE)
    return _joined(_texts_of_pdf(reader))


def _texts_of_pdf(reader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    fields = reader.get_fields() or {}
    yield from (f"{name} {field.value or ''}" for name, field in fields.items())
    for page in reader.pages:
        yield page.extract_text()


READERS: dict[str, Callable[[bytes], str]] = {
    "csv": _text_of_csv,
    "xlsx": _text_of_xlsx,
    "docx": _text_of_docx,
    "pdf": _text_of_pdf,
    "sheet of csv": _sheet_of_csv,
    "sheet of xlsx": _sheet_of_xlsx,
    "units of docx": _units_of_docx,
}


def read(kind: str, content: bytes) -> bytes:
    """The picture written anew, or the text in UTF-8."""
    if kind in PICTURES:
        return _made_by("pictures", "rewritten", content, kind)
    return READERS[kind](content).encode("utf-8", errors="replace")


def _main(kind: str) -> int:
    """Read stdin, write stdout; any exit but 0 and REFUSED says that the file could not be read."""
    keep_within_limits()
    try:
        answer, code = read(kind, sys.stdin.buffer.read()), 0
    except Refused as refusal:
        answer, code = str(refusal).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return code


if __name__ == "__main__":
    # openpyxl would take lxml, which has no guard against entities of its own.
    os.environ["OPENPYXL_LXML"] = "False"
    sys.exit(_main(sys.argv[1]))
