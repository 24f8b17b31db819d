"""Names that look like one that is to go: in the other order, with a name between, or shortened."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from accounts.models import Change

from .finding import SIDES
from .passages import Passage, in_each_text, letters_of, plain
from .written import WRITTEN

_WORD = re.compile(r"[^\W\d_]+")
# Of a name: "Ishbel Quill", "Ann de Vries".
_FEWEST, _MOST = 2, 4
# Words between its first and its last: "Quill, Ishbel", "Ishbel M. Quill", "Ishbel Mary Ann Quill".
_BETWEEN = 2
# They begin with a capital, are one letter, or join names.
_IN_A_NAME = re.compile(r"(?:[ .,()'’\"“”/|-]|\b(?:[^\W\d_a-z][^\W\d_]*|\w|de|la|van|von|al)\b)+")
SHOWN = 20


def names_alike(passage: Passage) -> list[str]:
    """How the texts and the history spell what may be the same name, the most frequent first; never
    as the passage has it. Nothing where the passage is no name of two to four words.
    """
    words = [letters_of(word) for word in _WORD.findall(plain(passage.words))]
    is_name = _FEWEST <= len(words) <= _MOST and "".join(words) == passage.letters
    if not is_name or passage.only_whole:
        return []
    if "," in passage.words:  # the last name stands first
        words = [*words[1:], words[0]]
    found = (name for text in _all_texts() for name in _alike_in(text, words[0], words[-1]))
    others = Counter(name for name in found if not passage.stands_in(name))
    return [name for name, _count in others.most_common(SHOWN)]


def _all_texts() -> Iterator[str]:
    for written in WRITTEN:
        for values in written.records().values_list(*written.columns).iterator():
            yield from _texts_in(list(values))
    for sides in Change.objects.filter(removed=False).values_list(*SIDES).iterator():
        yield from _texts_in([json.loads(side or "{}") for side in sides])


def _texts_in(value: object) -> list[str]:
    texts: list[str] = []
    in_each_text(value, texts.append)
    return texts


def _alike_in(text: str, first: str, last: str) -> Iterator[str]:
    # Most texts do not have it, and this is quickly told.
    if last not in letters_of(text):
        return
    text = plain(text)
    words = [(letters_of(word[0]), *word.span()) for word in _WORD.finditer(text)]
    for place, (word, start, end) in enumerate(words):
        for other, other_start, other_end in words[place + 1 : place + 2 + _BETWEEN]:
            is_next = other_start - end <= _BETWEEN
            forward = other == last and (word == first or (word == first[0] and is_next))
            backward = word == last and (other == first or (other == first[0] and is_next))
            if (forward or backward) and _IN_A_NAME.fullmatch(text, end, other_start):
                yield text[start:other_end]
