"""The place of a text at which it says what was looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.index_words import JOINTS, LONGEST, POINTS, words_in

from .matching import Sought

# So many signs of a text are shown, and so many of them before the first of its words.
LENGTH, BEFORE = 240, 70
# Of one word, of which an index knows no more.
MOST_OF_WORD = 4 * LONGEST
# A word as it is written, with what joins it.
WRITTEN = re.compile(f"(?:[^{POINTS}]|{JOINTS})+")
MORE = "…"


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words."""

    text: str
    is_marked: bool = False

    @property
    def html(self) -> str:
        return format_html("<mark>{}</mark>", self.text) if self.is_marked else self.text


def html_of(pieces: Iterable[Piece]) -> SafeString:
    """A text in pieces as a page shows it. A loop of a template takes ten times as long."""
    return format_html_join("", "{}", ((piece.html,) for piece in pieces))


def marked(text: str, sought: Sought) -> list[Piece]:
    """A whole text in pieces: its words that were looked for, and what stands between."""
    pieces, place = [], 0
    for start, end in _places(text, sought):
        pieces += [Piece(text[place:start]), Piece(text[start:end], is_marked=True)]
        place = end
    return [piece for piece in [*pieces, Piece(text[place:])] if piece.text]


def passage(texts: Iterable[str], sought: Sought) -> list[Piece]:
    """Of these texts the first that says it, from a little before its first word on, in pieces;
    nothing where none does.
    """
    for text in texts:
        if first := next(_places(text, sought), None):
            return marked(_cut(text, first[0]), sought)
    return []


def _places(text: str, sought: Sought) -> Iterator[tuple[int, int]]:
    exact, beginnings = sought.exact, sought.beginnings
    for word in WRITTEN.finditer(text):
        written = word[0]
        # Most words need no folding. None is remembered: somebody may take it out.
        if written.isascii() and written.isalnum():
            small = written.lower()[:LONGEST]
            is_sought = small in exact or small.startswith(beginnings)
        else:
            is_sought = sought.stands_for(words_in(written[:MOST_OF_WORD]))
        if is_sought:
            yield word.span()


def _cut(text: str, first: int) -> str:
    """At most LENGTH signs of a text on one line, cut between words."""
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    # A word without an end is cut itself.
    start = max(start, first - 2 * BEFORE)
    end = len(text) if len(text) <= start + LENGTH else text.rfind(" ", first, start + LENGTH)
    end = end if end > first else start + LENGTH
    shown = " ".join(text[start:end].split())
    return (MORE if start else "") + shown + (MORE if end < len(text) else "")
