"""The paragraphs and table cells of a Word document, in reading order; refuses what would be lost
on the way.

It knows nothing of Django or of self-assessments, so that it can run in the process apart that
reads uploads.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from .reading import Refused

MAIN_PART = "word/document.xml"
# Nineteen themes with full boxes hold some two million characters.
MOST_CHARACTERS, MOST_UNITS = 3_000_000, 20_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, CELL, RUN, TEXT = (f"{W}{tag}" for tag in ("p", "tbl", "tc", "r", "t"))
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}

# What has no place in a box, and the sentence for each.
REFUSED = {
    "tracked changes that are still open. Accept or reject all changes in Word first": (
        "ins del moveFrom moveTo rPrChange pPrChange cellIns cellDel tblPrChange trPrChange"
    ),
    "a picture or drawing. Take it out, and add it to the tracker as evidence instead": (
        "drawing pict object"
    ),
    "a footnote or endnote. Put its text into the box": "footnoteReference endnoteReference",
    "a sign from a symbol font, such as a smiley. Write it in letters": "sym",
}
NOT_WORD = "This is not a Word document that can be read. Save it as .docx and try again."
TOO_MUCH = (
    "The document holds more than nineteen themes can. "
    "Take out what does not belong into the boxes."
)


class Unreadable(Refused):
    """A document that is refused, with the sentence that says why and what to do."""


class Unit(NamedTuple):
    """A paragraph between tables, or a whole cell of one."""

    text: str
    in_table: bool


def read_units(content: bytes) -> list[Unit]:
    """The document in reading order. Raises Unreadable for what would be lost, or for more than can
    be meant.
    """
    body = _read_body(content)
    for words, tags in REFUSED.items():
        if next(body.iter(*(f"{W}{tag}" for tag in tags.split())), None) is not None:
            raise Unreadable(f"The document holds {words}.")
    units, size = [], 0
    for unit in _units_of(body):
        units.append(unit)
        size += len(unit.text)
        if size > MOST_CHARACTERS or len(units) > MOST_UNITS:
            raise Unreadable(TOO_MUCH)
    return units


def _read_body(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            root = etree.fromstring(package.read(MAIN_PART), parser)
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Unreadable(NOT_WORD) from error
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable(NOT_WORD)
    return body


def _units_of(element: etree._Element) -> Iterator[Unit]:
    """Paragraphs and cells below an element; what only wraps them (content controls) is looked
    through.
    """
    for child in element:
        if child.tag == PARAGRAPH:
            yield Unit(_text_of(child), in_table=False)
        elif child.tag == TABLE:
            yield from (Unit(_text_of_cell(cell), in_table=True) for cell in child.iter(CELL))
        else:
            yield from _units_of(child)


def _text_of_cell(cell: etree._Element) -> str:
    if cell.find(f".//{TABLE}") is not None:
        raise Unreadable(
            "The document holds a table inside a table. Put its text into the box as plain lines."
        )
    return "\n".join(_text_of(paragraph) for paragraph in cell.iter(PARAGRAPH))


def _text_of(paragraph: etree._Element) -> str:
    # A tab or break counts only inside a run: elsewhere it is a setting and no text.
    return "".join(
        node.text or "" if node.tag == TEXT else BREAKS[node.tag]
        for node in paragraph.iter(TEXT, *BREAKS)
        if node.tag == TEXT or node.getparent().tag == RUN
    )
