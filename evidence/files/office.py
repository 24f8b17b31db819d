"""Workbooks and documents of office programs: all that is written in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from .reading import joined
from .sheets import sheets_of
from .tables import lines_of, within_rows

# What office files call a run of text, the space between two, and the end of a paragraph.
RUNS, SPACES, ENDS = {"t", "delText", "instrText", "text"}, {"tab", "br", "cr"}, {"p", "text"}


def text_of_xlsx(content: bytes) -> str:
    """What the cells hold, and what is written in comments, drawings and properties.

    Raises Refused for more than can be checked.
    """
    sheets = sheets_of(content)
    cells = (line for sheet in sheets for line in lines_of(sheet.iter_rows(values_only=True)))
    beside = _texts_in(content, r"xl/(?:comments|threadedComments|drawings)|docProps/|.*\.rels$")
    return joined(chain(within_rows(cells), beside))


def text_of_docx(content: bytes) -> str:
    """What is written in all parts. Raises Refused for more than can be checked."""
    # From the parts themselves: python-docx sees neither boxes nor notes nor comments.
    return joined(_texts_in(content, r"word/|docProps/"))


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
