"""Words that were taken out, when somebody writes them again: a draft that a device has kept, or a
page that stood open all the time, does not know that they went. Only a digest of them is kept.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading, read_one
from accounts.words import day

from .models import Removal
from .passages import Passage, letters_of, plain

# Where a passage may begin and end: a word without its digits, or a number.
_PART = re.compile(r"[^\W\d_]+|\d+")


def digest_of(passage: Passage) -> str:
    """By what a passage is known again; empty for one that goes only where it is a whole text."""
    return "" if passage.only_whole else _digest(passage.letters)


def reading_removals() -> Reading:
    """What was taken out and may be written again, for a page that reads it with what else it
    asks.
    """
    return (yield _removals(timezone.localdate()))


@prepared
def _removals(on: date) -> QuerySet:
    return Removal.objects.exclude(digest="")


def returning_in(
    texts: Mapping[str, str], removals: Iterable[Removal] | None = None
) -> dict[str, list[tuple[str, str, str]]]:
    """What in some texts, by their names, was taken out before: what it looks like, its words, and
    the lines in which they stand. `removals` are those that were read already.
    """
    if removals is None:
        removals = read_one(reading_removals()) if any(texts.values()) else ()
    known = {removal.digest: removal for removal in removals}
    return {name: list(_returning(text, known)) for name, text in texts.items() if known}


def _returning(text: str, known: dict[str, Removal]) -> Iterator[tuple[str, str, str]]:
    text, lengths = plain(text), {removal.letters for removal in known.values()}
    for start, end, letters in _passages(text, lengths):
        if removal := known.get(_digest(letters)):
            yield _kind(removal), text[start:end], _lines_of(text, start, end)


def _kind(removal: Removal) -> str:
    return f"words that were taken out of here on {day(removal.made_on)}"


def _passages(text: str, lengths: set[int]) -> Iterator[tuple[int, int, str]]:
    """All that has so many letters and digits and begins and ends with a part: from where to where
    it stands, and its letters.
    """
    parts = [(found.span(), letters_of(found[0])) for found in _PART.finditer(text)]
    letters = "".join(part for _span, part in parts)
    begins, ends, place = {}, {}, 0
    for (start, end), part in parts:
        begins.setdefault(place, start)
        place += len(part)
        ends[place] = end
    for first, start in begins.items():
        for length in lengths:
            if (end := ends.get(first + length)) is not None:
                yield start, end, letters[first : first + length]


def _lines_of(text: str, start: int, end: int) -> str:
    """The lines in which a passage stands, in which it is answered for."""
    return text[text.rfind("\n", 0, start) + 1 : end] + text[end:].partition("\n")[0]


def _digest(letters: str) -> str:
    key = f"accounts.removal{settings.SECRET_KEY}".encode()
    return hmac.digest(key, letters.encode(), "sha256").hex()
