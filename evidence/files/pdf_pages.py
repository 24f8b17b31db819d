"""The words of the pages of a PDF file, and whether a page has any."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pypdf import PageObject, PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from .pdf_strings import strings_of
from .reading import SMALLEST

SHOWING, CURVING = {b"Tj", b"TJ", b"'", b'"'}, {b"c", b"v", b"y"}
# A page without words but with so many curves is a drawing of words.
CURVES = 200


class Pages:
    """The words of pages and drawings, and what else was met on the way."""

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}
        self.inline = self.unread = 0

    def words_of(self, page: PageObject, has_pictures: bool) -> str:
        """The words of a page; one that shows something but says nothing is counted as unread."""
        self.drawings = self.curves = 0
        inline = self.inline
        words = page.extract_text(visitor_operand_before=self._meet)
        if not page.get_inherited("/Resources"):
            words += _plain_words(page.get_contents())
        pictured = self.inline > inline or (self.drawings and has_pictures)
        if not words.strip() and (pictured or self.curves > CURVES):
            self.unread += 1
        return words

    def words_of_drawing(self, drawing: StreamObject, reader: PdfReader) -> str:
        """The words of a drawing that stands on no page by itself."""
        blank = PageObject(reader)
        if "/Resources" in drawing:
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
        if str(record.msg).startswith("Impossible to decode"):
            raise PdfReadError("A part of a page cannot be read.")
