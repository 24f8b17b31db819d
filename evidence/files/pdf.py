"""PDF files, read whole: every string of every object, and the words of the pages.

A string stands by itself, with a border behind it: two of them are never read as one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    create_string_object,
)

from .labels import Columns
from .pdf_acts import OTHER_PLACE, refuse_act, refuse_active
from .pdf_pages import Pages, nothing_skipped
from .pdf_strings import strings_of, strings_of_xmp
from .reading import SMALLEST, Refused

LOCKED = "It can be opened only with a password. Choose a copy without one."
# Strings that programs make to find things again; no reader shows them.
MACHINES = {"/ID", "/NM", "/CheckSum", "/IDTree", "/Encrypt"}
# Text that may also stand as a stream of its own.
LONG_TEXTS = {"/V", "/DV", "/RV", "/RC"}
# Where the names of the entries are a person's own: remarks on the file, and places to jump to.
NAMING = {"/Info", "/Dests"}
# The names that programs give to letters when they do not say which letters they are.
NAMELESS = re.compile(r"/[A-Za-z]{0,2}\d+")


class Found(NamedTuple):
    """What is in a PDF file: its strings, its pictures, and how many pages (or fonts) have no words
    that can be read.
    """

    texts: list[str]
    pictures: list[StreamObject]
    # Pictures that stand in the drawing of a page itself.
    inline: int
    unread: int


def found_in(content: bytes) -> Found:
    """Every string of the file with a border behind it, and its pictures.

    Raises Refused with the reason, or whatever pypdf raises where something cannot be read.
    """
    reader = _opened(content)
    walk = _Walk()
    walk.keep(strings_of("", ByteStringObject(_around(content))))
    walk.through(reader.trailer)
    _read_the_rest(reader, walk)
    return _with_words(reader, walk)


def _around(content: bytes) -> bytes:
    """What stands before the first mark of the file and behind the last."""
    return content[: content.find(b"%PDF-")] + b"\0" + content.rpartition(b"%%EOF")[2]


def _opened(content: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(content[max(content.find(b"%PDF-"), 0) :]))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(LOCKED)
    except (DependencyError, NotImplementedError) as error:
        raise Refused(LOCKED) from error
    return reader


def _read_the_rest(reader: PdfReader, walk: _Walk) -> None:
    """What nothing leads to: no reader shows it, so what is broken there is left alone."""
    rest = _Walk(walk.seen)
    numbers = {
        (generation, number) for generation in reader.xref for number in reader.xref[generation]
    }
    numbers |= {(0, number) for number in reader.xref_objStm}
    for generation, number in sorted(numbers):
        with suppress(PyPdfError, ValueError, TypeError, LookupError, AttributeError):
            rest.through(IndirectObject(number, generation, reader))
    walk.texts |= rest.texts


class _Walk:
    """A way through all objects, each once: it collects strings, pictures and drawings, and
    refuses what does something.
    """

    def __init__(self, seen: set | None = None) -> None:
        self.seen = set() if seen is None else seen
        # As dicts, so that each stands once and in order.
        self.texts: dict[str, None] = {}
        self.pictures: list[StreamObject] = []
        self.drawings: dict[tuple, StreamObject] = {}
        self.apart: set[tuple] = set()
        self.nameless_fonts = 0

    def through(self, start: object) -> None:
        """Follow everything that leads on from here, unless it has been met before."""
        waiting = deque([(start, "", "")])
        while waiting:
            thing, key, parent = waiting.popleft()
            place = None
            if isinstance(thing, IndirectObject):
                place = (thing.generation, thing.idnum)
                if not self._is_new(place, parent):
                    continue
                thing = thing.get_object()
            if isinstance(thing, DictionaryObject):
                self._look_at(thing, key, place)
                inside = [(each, name, key) for name, each in thing.items()]
                waiting.extend(each for each in inside if each[1] not in MACHINES)
            elif isinstance(thing, ArrayObject):
                waiting.extend((each, key, parent) for each in thing)
            else:
                self.keep(strings_of(key, thing))

    def _is_new(self, place: tuple, parent: str) -> bool:
        # What is drawn on a page is read with the page.
        if parent != "/XObject":
            self.apart.add(place)
        new = place not in self.seen
        self.seen.add(place)
        return new

    def _look_at(self, thing: DictionaryObject, key: str, place: tuple | None) -> None:
        refuse_active(thing, key)
        if key in NAMING:
            self.keep(name[1:] for name in thing)
        if "/FT" in thing or "/Parent" in thing:
            self.keep(_labelled(thing))
        if _is_nameless_font(thing):
            self.nameless_fonts += 1
        if isinstance(thing, StreamObject):
            self._look_at_stream(thing, key, place)

    def _look_at_stream(self, thing: StreamObject, key: str, place: tuple | None) -> None:
        if "/F" in thing:
            refuse_act(OTHER_PLACE)
        if thing.get("/Subtype") == "/Image":
            # A mask is seen as part of its picture.
            if key not in ("/SMask", "/Mask") and _points(thing) >= SMALLEST:
                self.pictures.append(thing)
        elif thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1:
            self.drawings[place] = thing
        elif thing.get("/Type") == "/Metadata" or thing.get("/Subtype") == "/XML":
            self.keep(strings_of_xmp(thing.get_data()))
        elif key in LONG_TEXTS and thing.get("/Type") is None:
            self.keep(strings_of(key, create_string_object(thing.get_data())))

    def keep(self, texts: Iterable[str]) -> None:
        """Keep these texts, each once."""
        self.texts.update(dict.fromkeys(texts))

    def read_apart(self) -> Iterator[StreamObject]:
        """The drawings that stand on no page by themselves, such as what a note looks like."""
        for place, drawing in self.drawings.items():
            # A drawing without fonts of its own takes those of the page, which pypdf does not.
            if place in self.apart or "/Resources" not in drawing:
                yield drawing


def _labelled(field: DictionaryObject) -> Iterator[str]:
    """The value of a box of a form, as the names of the box say."""
    value = str(field.get("/V", ""))
    for name in ("/T", "/TU"):
        read = Columns([str(field.get(name, ""))]).read([value])[0]
        if read != value:
            yield read


def _is_nameless_font(thing: DictionaryObject) -> bool:
    """Whether a font does not say which letters its signs are, so that only eyes can read it."""
    if thing.get("/Type") != "/Font" or "/ToUnicode" in thing:
        return False
    coding = thing.get("/Encoding")
    coding = coding and coding.get_object()
    if thing.get("/Subtype") == "/Type0":
        return coding in ("/Identity-H", "/Identity-V")
    if not isinstance(coding, DictionaryObject) or "/Differences" not in coding:
        return False
    names = [name for name in coding["/Differences"] if isinstance(name, NameObject)]
    return sum(bool(NAMELESS.fullmatch(name)) for name in names) * 2 > len(names)


def _points(picture: StreamObject) -> int:
    sizes = [picture, picture["/SMask"]] if "/SMask" in picture else [picture]
    return max(int(each.get("/Width", 0)) * int(each.get("/Height", 0)) for each in sizes)


def _with_words(reader: PdfReader, walk: _Walk) -> Found:
    pages = Pages()
    with nothing_skipped():
        words = [pages.words_of(page, bool(walk.pictures)) for page in reader.pages]
        words += [pages.words_of_drawing(each, reader) for each in walk.read_apart()]
    texts = [f"{text} |" for text in (*walk.texts, *pages.texts, *words) if text.strip()]
    unread = pages.unread + min(walk.nameless_fonts, 1)
    return Found(texts, walk.pictures, pages.inline, unread)


def is_photo(picture: StreamObject) -> bool:
    """Whether a picture is kept as a camera writes it, which may say where it was taken."""
    ways = picture.get("/Filter")
    ways = ways.get_object() if ways is not None else None
    return bool(
        {"/DCTDecode", "/DCT", "/JPXDecode"} & set(ways if isinstance(ways, list) else [ways])
    )


def picture_of_pdf(content: bytes, number: int) -> StreamObject | None:
    """A picture of the file, counted from 1; None beyond the last."""
    walk = _Walk()
    walk.through(_opened(content).trailer)
    return walk.pictures[number - 1] if number <= len(walk.pictures) else None
