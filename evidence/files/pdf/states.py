"""What a PDF file is, and what it was each time before it was saved.

Who adds a note, fills in a form or takes out a page mostly has the changes written behind the file:
what it was before stands in it whole, and some readers open it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from ..limits import Refused
from .active import ANOTHER

LOCKED = "It can be opened only with a password. Choose a copy without one."
# Where the list of all objects stands, as each state of the file says at its end. A nought is none:
# so ends the first part of a file that is made to be shown while it is still coming.
LISTS = re.compile(rb"startxref\s+0*([1-9]\d*)")
STATES = 50
TOO_MANY = f"It was saved more than {STATES} times and keeps what it was each time. {ANOTHER}"
NOT_OPENED = f"It keeps what it was before it was last saved, which cannot be read. {ANOTHER}"
# What pypdf raises at what it cannot read.
BROKEN = (PyPdfError, DependencyError, NotImplementedError, RecursionError)
BROKEN += (ValueError, TypeError, LookupError, AttributeError)


def opened(content: bytes) -> PdfReader:
    """The file as it is. Raises Refused where it needs a password, or whatever pypdf raises."""
    return _unlocked(PdfReader(BytesIO(_from_header(content))))


def earlier_states(content: bytes) -> Iterator[PdfReader]:
    """The file as it was each time before, the latest first. Raises Refused where there are too
    many, or one cannot be opened: what was not read is not clean.
    """
    content = _from_header(content)
    lists = list(dict.fromkeys(map(int, LISTS.findall(content))))
    if len(lists) > STATES:
        raise Refused(TOO_MANY)
    for start in reversed(lists[:-1]):
        try:
            state = _unlocked(_Earlier(content, start))
        except BROKEN as error:
            raise Refused(NOT_OPENED) from error
        yield state


class _Earlier(PdfReader):
    def __init__(self, content: bytes, start: int):
        self._start = start
        super().__init__(BytesIO(content))

    def _find_startxref_pos(self, _stream: BytesIO) -> int:
        return self._start


def _from_header(content: bytes) -> bytes:
    return content[max(content.find(b"%PDF-"), 0) :]


def _unlocked(reader: PdfReader) -> PdfReader:
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(LOCKED)
    except (DependencyError, NotImplementedError) as error:
        raise Refused(LOCKED) from error
    return reader


def place_of(at: IndirectObject) -> tuple:
    """Where in the file an object stands: what did not change has the same place in all states."""
    if at.generation == 0 and at.idnum in at.pdf.xref_objStm:
        inside, index = at.pdf.xref_objStm[at.idnum]
        return at.pdf.xref.get(0, {}).get(inside), index
    return at.pdf.xref.get(at.generation, {}).get(at.idnum), f"object {at.idnum}"


def places_drawn(page: PageObject) -> frozenset:
    """The places of all that a page is drawn with."""
    places, waiting = set(), [page.get_inherited("/Resources")]
    waiting += [page.raw_get("/Contents")] if "/Contents" in page else []
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            place = place_of(thing)
            if place in places:
                continue
            places.add(place)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            waiting.extend(each for name, each in thing.items() if name != "/Parent")
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
    return frozenset(places)
