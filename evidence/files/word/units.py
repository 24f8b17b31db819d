"""The paragraphs and table cells of a Word document, in reading order; refuses what would be lost
on the way.

It knows nothing of Django or of self-assessments, so that it can run in the process apart that
reads uploads.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .beside import words_of_pages
from .line import Line
from .package import NOT_WORD, Document, W, is_on
from .refused import HIDDEN, NESTED, check_no_tracked_changes, refuse
from .unit import Unit, Unreadable
from .words import Words

# Nineteen themes with full boxes hold some two million characters.
MOST_CHARACTERS, MOST_UNITS = 3_000_000, 20_000
PARAGRAPH, TABLE, ROW, CELL = (f"{W}{tag}" for tag in ("p", "tbl", "tr", "tc"))
CONTROL = f"{W}sdt"
# They only wrap paragraphs, tables, rows or cells.
THROUGH = {f"{W}{tag}" for tag in ("sdtContent", "customXml", "smartTag")}
TOO_MUCH = (
    "The document holds more than nineteen themes can. "
    "Take out what does not belong into the boxes."
)


def read_units(content: bytes) -> list[Unit]:
    """The document in reading order. Raises Unreadable for what would be lost, or for more than can
    be meant.
    """
    document = Document(content)
    body = document.root.find(f"{W}body")
    if body is None:
        raise Unreadable(NOT_WORD)
    check_no_tracked_changes(body)
    units, size, words = [], 0, Words(document)
    for unit in _units_of(body, words):
        units.append(unit)
        size += len(unit.text)
        if size > MOST_CHARACTERS or len(units) > MOST_UNITS:
            raise Unreadable(TOO_MUCH)
    # They stand at no place of the text.
    if rest := [*words.rest(), *words_of_pages(document)]:
        units.insert(0, Unit("", in_table=False, left=rest))
    return units


def _units_of(element: etree._Element, words: Words) -> Iterator[Unit]:
    """Paragraphs and cells below an element; what only wraps them is looked through."""
    for child in _children(element, words, {PARAGRAPH, TABLE}):
        if child.tag == PARAGRAPH:
            if line := words.read(child):
                yield _unit([line], in_table=False)
        else:
            for row in _children(child, words, {ROW}):
                if is_on(row.find(f"{W}trPr"), "hidden"):
                    refuse(HIDDEN)
                for cell in _children(row, words, {CELL}):
                    yield _unit(list(_lines_of(cell, words)), in_table=True)


def _children(element: etree._Element, words: Words, wanted: set[str]) -> Iterator[etree._Element]:
    """What stands below an element, of these kinds, in its order."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == CONTROL:
            with words.unwritten(child):
                yield from _children(child, words, wanted)
        elif child.tag in THROUGH:
            yield from _children(child, words, wanted)
        else:
            words.pass_over(child)


def _lines_of(cell: etree._Element, words: Words) -> Iterator[Line]:
    for child in _children(cell, words, {PARAGRAPH, TABLE}):
        if child.tag == TABLE:
            refuse(NESTED)
        if line := words.read(child):
            yield line


def _unit(lines: list[Line], *, in_table: bool) -> Unit:
    kept = [line for line in lines if not line.is_only_left]
    text = "\n".join(f"{line.mark}{line.text}" for line in kept)
    if not any(line.is_written for line in kept):
        text = "" if text.strip() else text
    mark = kept[0].mark if kept and text else ""
    return Unit(text, in_table, mark, [pair for line in lines for pair in line.left])
