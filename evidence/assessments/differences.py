"""What two texts have in common, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s*\S+|\s+$")
SAME, OUT, IN = "same", "out", "in"
# Comparing may take the product of both lengths: beyond this, lines are compared instead of words,
# and beyond it again nothing.
MOST_PAIRS = 16_000_000


@dataclass(frozen=True)
class Piece:
    """A passage that both texts hold, or that was taken out, or put in."""

    kind: str
    text: str


def compare(old: str, new: str, most: int = MOST_PAIRS) -> list[Piece]:
    """The passages of two texts in order; those taken out stand before those put in.

    `most` is how many pairs of words, else of lines, are worth comparing.
    """
    # From fine to coarse; the last way always fits, whatever `most` is, as it makes one pair.
    ways = (WORD.findall, lambda text: text.splitlines(keepends=True), lambda text: [text])
    parts = ((way(old), way(new)) for way in ways)
    before, after = next(pair for pair in parts if len(pair[0]) * len(pair[1]) <= most)
    return [piece for piece in _pieces(before, after) if piece.text]


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(after[start:end]))
        else:
            yield Piece(OUT, "".join(before[first:last]))
            yield Piece(IN, "".join(after[start:end]))
