"""PDF files, read whole: every string of every object, and the words of the pages.

Each stands by itself: two of them are never read as one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    create_string_object,
)

from ..limits import SMALLEST
from ..tables.labels import Columns
from .active import OTHER_PLACE, refuse_act, refuse_active
from .pages import SHOWS_WORDS, Pages, nothing_skipped
from .states import BROKEN, earlier_states, opened, place_of
from .strings import remarks_between, remarks_in, strings_of, strings_of_xmp

# Strings that programs make to find things again; no reader shows them.
MACHINES = {"/ID", "/NM", "/CheckSum", "/IDTree", "/Encrypt"}
# Text that may also stand as a stream of its own.
LONG_TEXTS = {"/V", "/DV", "/RV", "/RC"}
# Where the names of the entries are a person's own: remarks on the file, and places to jump to.
NAMING = {"/Info", "/Dests"}
# What holds the drawings of a note, by its states, and those of the letters of a font.
DRAWING = {"/AP", "/N", "/R", "/D", "/CharProcs"}
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
    """Every string of the file, each by itself, and its pictures.

    Raises Refused with the reason, or whatever pypdf raises where something cannot be read.
    """
    walk, pages, reader = _Walk(), Pages(), opened(content)
    walk.keep(strings_of("", ByteStringObject(_around(content))))
    walk.keep(remarks_between(content))
    walk.through(reader.trailer)
    with nothing_skipped():
        pages.read(reader.pages, bool(walk.pictures))
        pages.read_drawings(walk.drawings.values())
        unread = pages.unread + min(walk.nameless_fonts, 1)
        for state in _states_walked(content, reader, walk):
            pages.read_rest(state.pages)
            pages.read_rest(walk.pages, walk.drawings.values())
    return Found([*walk.texts, *pages.texts], walk.pictures, pages.inline, unread)


def _around(content: bytes) -> bytes:
    """What stands before the first mark of the file and behind the last."""
    return content[: content.find(b"%PDF-")] + b"\0" + content.rpartition(b"%%EOF")[2]


def _states_walked(content: bytes, reader: PdfReader, walk: _Walk) -> Iterator[PdfReader]:
    """The file as it is and as it was, each once the walk met all that nothing leads to.

    Programs show nothing of that by themselves, so what is broken there is left alone.
    """
    for state in chain([reader], earlier_states(content)):
        numbers = {
            (generation, number) for generation in state.xref for number in state.xref[generation]
        }
        numbers |= {(0, number) for number in state.xref_objStm}
        for generation, number in sorted(numbers):
            with suppress(*BROKEN):
                walk.through(IndirectObject(number, generation, state))
        yield state


class _Walk:
    """A way through all objects, each once: it collects strings, pictures and drawings, and
    refuses what does something.
    """

    def __init__(self) -> None:
        self.seen: set[tuple] = set()
        # As a dict, so that each stands once and in order.
        self.texts: dict[str, None] = {}
        self.pictures: list[StreamObject] = []
        self.drawings: dict[tuple, StreamObject] = {}
        self.pages: list[DictionaryObject] = []
        self.nameless_fonts = 0

    def through(self, start: object) -> None:
        """Follow everything that leads on from here, unless it has been met before."""
        waiting = deque([(start, "", "")])
        while waiting:
            thing, key, parent = waiting.popleft()
            place = None
            if isinstance(thing, IndirectObject):
                place = place_of(thing)
                if place in self.seen:
                    continue
                self.seen.add(place)
                thing = thing.get_object()
            if isinstance(thing, DictionaryObject):
                self._look_at(thing, key, parent, place)
                inside = [(each, name, key) for name, each in thing.items()]
                waiting.extend(each for each in inside if each[1] not in MACHINES)
            elif isinstance(thing, ArrayObject):
                waiting.extend((each, key, parent) for each in thing)
            else:
                self.keep(strings_of(key, thing))

    def _look_at(self, thing: DictionaryObject, key: str, parent: str, place: tuple | None) -> None:
        refuse_active(thing, key)
        if key in NAMING:
            self.keep(name[1:] for name in thing)
        if "/FT" in thing or "/Parent" in thing:
            self.keep(_labelled(thing))
        if _is_nameless_font(thing):
            self.nameless_fonts += 1
        if thing.get("/Type") == "/Page":
            self.pages.append(thing)
        if isinstance(thing, StreamObject):
            self._look_at_stream(thing, key, parent, place)

    def _look_at_stream(
        self, thing: StreamObject, key: str, parent: str, place: tuple | None
    ) -> None:
        if "/F" in thing:
            refuse_act(OTHER_PLACE)
        if thing.get("/Subtype") == "/Image":
            # A mask is seen as part of its picture.
            if key not in ("/SMask", "/Mask") and _points(thing) >= SMALLEST:
                self.pictures.append(thing)
        elif _is_drawing(thing, key, parent):
            self.drawings[place] = thing
            self.keep(remarks_in(thing.get_data()))
        else:
            self.keep(_said_in(thing, key))

    def keep(self, texts: Iterable[str]) -> None:
        """Keep these texts, each once."""
        self.texts.update(dict.fromkeys(texts))


def _is_drawing(thing: StreamObject, key: str, parent: str) -> bool:
    if thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1:
        return True
    # What nothing leads to has no key: what a page was drawn with before, perhaps.
    may_be = not key or key in DRAWING or parent in DRAWING
    return may_be and "/Type" not in thing and bool(SHOWS_WORDS.search(thing.get_data()))


def _said_in(thing: StreamObject, key: str) -> Iterator[str]:
    if thing.get("/Type") == "/Metadata" or thing.get("/Subtype") == "/XML":
        yield from strings_of_xmp(thing.get_data())
    elif key == "/Contents":
        yield from remarks_in(thing.get_data())
    elif key in LONG_TEXTS and thing.get("/Type") is None:
        yield from strings_of(key, create_string_object(thing.get_data()))


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


def picture_of_pdf(content: bytes, number: int) -> StreamObject | None:
    """A picture of the file, counted from 1; None beyond the last."""
    walk, reader = _Walk(), opened(content)
    walk.through(reader.trailer)
    list(_states_walked(content, reader, walk))
    return walk.pictures[number - 1] if number <= len(walk.pictures) else None
