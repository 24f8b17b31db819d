"""A passage: words that are to go, however they are spelled, and what stays in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from accounts.searching import fold

# What a passage must have of letters and digits, so that nobody takes out every "a".
SHORTEST = 3
# A text with fewer is taken for a passage only where it is all that stands there: "Training" as the
# title of one thing is a word in many others.
OWN = 25
# Signs as a page’s source or an address has them: “&nbsp;”, “&#201;”, “<b>”, “%C3%89”, “%2520”.
_OTHERWISE = (
    r"&#?\w{1,31};|</?(?:b|i|u|em|strong|span|p|br)\s*/?>"
    r"|(?:%(?:25)*(?:0[9AD]|[2-9A-F][0-9A-F]))+"
)
_WRITTEN_OTHERWISE = re.compile(_OTHERWISE, re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_PIECE = re.compile(rf"{_OTHERWISE}|.", re.DOTALL | re.IGNORECASE)
_UNSEEN = ("Cf", "Mn", "Me")


def letters_of(text: str) -> str:
    """All that tells two spellings apart: letters and digits, folded: 010412 for “01/04/12”."""
    return _NO_LETTER.sub("", fold(plain(text)))


def plain(text: str) -> str:
    """A text with the signs that a page's source or an address writes otherwise."""
    return _WRITTEN_OTHERWISE.sub(_plain_sign, text)


def _plain_sign(found: re.Match) -> str:
    """The signs that a page or an address writes so; none for a mark of a page's source."""
    written = found[0]
    if written.startswith("<"):
        return " "
    if written.startswith("&"):
        return unescape(written)
    return unquote(re.sub("%(?:25)+", "%", written))


@dataclass(frozen=True)
class Passage:
    """Words that are to go. `inside`: also where they are part of a longer word; `only_whole`: only
    where they are all that stands in a text.
    """

    words: str
    inside: bool = False
    only_whole: bool = False

    @cached_property
    def letters(self) -> str:
        """The words as they are compared."""
        return letters_of(self.words)

    def stands_in(self, text: str) -> bool:
        """Whether a text has the passage in it."""
        return any(True for _place in self.places_in(text))

    def places_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text the passage stands: the numbers of its first sign and of that behind its
        last.
        """
        # Most texts do not have it, and this is quickly told.
        if not self.letters or self.letters not in (found := letters_of(text)):
            return
        if self.only_whole:
            yield from [(0, len(text))] * (found == self.letters)
            return
        letters, signs = _with_places(text)
        start = letters.find(self.letters)
        while start >= 0:
            end = start + len(self.letters)
            is_word = not (_joined(text, signs, start) or _joined(text, signs, end))
            if self.inside or is_word:
                yield signs[start][0], _behind(text, signs[end - 1][1])
                start = letters.find(self.letters, end)
            else:
                start = letters.find(self.letters, start + 1)

    def taken_out_of(self, text: str, marks: Iterable[str], longest: int | None = None) -> str:
        """The text with a mark where the passage stood: the first of the marks with which it is not
        too long and does not name the passage again.
        """
        places = list(self.places_in(text))
        if not places:
            return text
        for mark in marks:
            marked = _replaced(text, places, mark)
            fits = longest is None or len(marked) <= longest
            if fits and self.letters not in letters_of(mark):
                return marked
        return _replaced(text, places, "…")[:longest]

    def taken_out_of_all(self, value: object, marks: Iterable[str]) -> object:
        """The same of every text in lists and by keys, as JSON has them."""
        return in_each_text(value, lambda text: self.taken_out_of(text, marks))


def in_each_text(value: object, change: Callable[[str], str]) -> object:
    """A value as JSON has it, with each of its texts changed; what stands before a colon stays."""
    if isinstance(value, dict):
        return {key: in_each_text(part, change) for key, part in value.items()}
    if isinstance(value, list):
        return [in_each_text(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The letters of a text, and from where to where in it each of them stands."""
    letters, places = [], []
    for piece in _PIECE.finditer(text):
        found = letters_of(piece[0])
        letters.append(found)
        places += [piece.span()] * len(found)
    return "".join(letters), places


def _joined(text: str, places: list[tuple[int, int]], border: int) -> bool:
    """Whether the letters before and behind a border are of one word, or of one number."""
    if border in (0, len(places)):
        return False
    (start, end), (following, _last) = places[border - 1], places[border]
    if start == following:
        return True
    is_torn = any(unicodedata.category(sign) not in _UNSEEN for sign in text[end:following])
    return not is_torn and text[start].isdecimal() == text[following].isdecimal()


def _behind(text: str, end: int) -> int:
    """The place behind what cannot be seen and what stands over the last letter."""
    while end < len(text) and unicodedata.category(text[end]) in _UNSEEN:
        end += 1
    return end


def _replaced(text: str, places: list[tuple[int, int]], mark: str) -> str:
    kept, from_here = [], 0
    for start, end in places:
        kept += [text[from_here:start], mark]
        from_here = end
    return "".join([*kept, text[from_here:]])
