"""The words of the pages of a PDF file, and whether a page has any."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from pypdf import PageObject
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from ..limits import SMALLEST
from .states import BROKEN, places_drawn
from .strings import strings_of

SHOWING, CURVING = {b"Tj", b"TJ", b"'", b'"'}, {b"c", b"v", b"y"}
# Whether the code of a drawing shows any words.
SHOWS_WORDS = re.compile(rb"\bT[jJ]\b|[)>]\s*['\"]")
# A page without words but with so many curves is a drawing of words.
CURVES = 200


class Pages:
    """The words of pages and drawings, and what else was met on the way."""

    def __init__(self) -> None:
        # As a dict, so that each stands once and in order.
        self.texts: dict[str, None] = {}
        self.inline = self.unread = self.drawings = self.curves = 0
        self._known: set[frozenset] = set()
        # By their ids: each is kept by the file that it stands in.
        self._drawn: set[int] = set()

    def read(self, pages: Iterable[PageObject], has_pictures: bool) -> None:
        """The words of pages; one that shows something but says nothing is counted as unread."""
        for page in pages:
            self.drawings = self.curves = 0
            inline = self.inline
            words = self._words_of(page)
            pictured = self.inline > inline or (self.drawings and has_pictures)
            if not words.strip() and (pictured or self.curves > CURVES):
                self.unread += 1

    def read_drawings(self, drawings: Iterable[StreamObject]) -> None:
        """The words of those drawings that no page showed, such as what a note looks like."""
        for drawing in drawings:
            # A drawing without fonts of its own takes those of the page, which pypdf does not.
            if id(drawing) not in self._drawn or "/Resources" not in drawing:
                self._drawn.add(id(drawing))
                self.texts[self._words_of_drawing(drawing)] = None

    def read_rest(
        self, pages: Iterable[DictionaryObject], drawings: Iterable[StreamObject] = ()
    ) -> None:
        """The words of pages and drawings that no program shows by itself, where they are new."""
        with suppress(*BROKEN):
            for page in pages:
                self._read_old(page)
        for drawing in drawings:
            if id(drawing) not in self._drawn:
                with suppress(*BROKEN):
                    self.read_drawings([drawing])

    def _read_old(self, found: DictionaryObject) -> None:
        page = PageObject(found.indirect_reference.pdf, found.indirect_reference)
        page.update(found)
        with suppress(*BROKEN):
            if places_drawn(page) not in self._known:
                self._words_of(page)

    def _words_of(self, page: PageObject) -> str:
        self._known.add(places_drawn(page))
        page.extract_xform_text = self._noting(page.extract_xform_text)
        words = page.extract_text(visitor_operand_before=self._meet)
        if not page.get_inherited("/Resources"):
            words += _plain_words(page.get_contents())
        self.texts[words] = None
        return words

    def _noting(self, draw: Callable) -> Callable:
        def drawn(drawing: StreamObject, *options: object, **named: object) -> str:
            self._drawn.add(id(drawing))
            return draw(drawing, *options, **named)

        return drawn

    def _words_of_drawing(self, drawing: StreamObject) -> str:
        reader = drawing.indirect_reference.pdf
        if "/Resources" in drawing:
            blank = PageObject(reader)
            return blank.extract_xform_text(drawing, visitor_operand_before=self._meet)
        return _plain_words(ContentStream(drawing, reader, "bytes"))

    def _meet(self, operator: bytes, operands: object, *_matrices: object) -> None:
        if operator in (b"BDC", b"DP"):
            for each in operands:
                self._keep(each)
        elif operator == b"INLINE IMAGE":
            settings = operands["settings"]
            if int(settings.get("/W", 0)) * int(settings.get("/H", 0)) >= SMALLEST:
                self.inline += 1
        self.drawings += operator == b"Do"
        self.curves += operator in CURVING

    def _keep(self, properties: object) -> None:
        if isinstance(properties, DictionaryObject):
            for key, value in properties.items():
                self.texts.update(dict.fromkeys(strings_of(key, value)))


def _plain_words(content: ContentStream | None) -> str:
    """What is written where no font is named: it is shown in that of the page around it."""
    operations = content.operations if content is not None else []
    shown = (operands for operands, operator in operations if operator in SHOWING)
    return " ".join("".join(_pieces(operands)) for operands in shown)


def _pieces(operands: Iterable[object]) -> Iterator[str]:
    for each in operands:
        if isinstance(each, ArrayObject):
            yield from _pieces(each)
        elif isinstance(each, bytes):
            yield each.decode("latin-1")
        elif isinstance(each, TextStringObject):
            yield str(each)


@contextmanager
def nothing_skipped() -> Iterator[None]:
    """pypdf only warns where it skips a drawing that it cannot read; here that stops it."""
    log, stop = logging.getLogger("pypdf"), _Stop()
    log.addHandler(stop)
    try:
        yield
    finally:
        log.removeHandler(stop)


class _Stop(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(("Impossible to decode", "Exceeded")):
            raise PdfReadError("A part of a page cannot be read.")
