"""Which texts share their rare words with something that was written: by counting alone, so that
everybody can see why a text is offered.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log

from accounts.searching import fold

from .models import FrameworkItem

# A word is rare while at most so many of a hundred texts have it; what two texts share is enough
# when it says as much as one word that only so many have.
RARE, ENOUGH = 10, 5
# So many of the shared words are said, the rarest first.
SAID = 5
MOST_OF_A_REASON = 300
# Longer texts than the longest box are read this far.
MOST_SIGNS = 20_000
# Numbers and the marks of pages say nothing, nor do words of one or two letters.
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST, _SHORTEST_STEM = 3, 4
_ENDINGS = ("ings", "ing", "ed", "ies", "es", "s", "e", "ly", "y")
# What joins a sentence together, and says little by itself, is rare in few texts by chance.
_JOINING_WORDS = """
able about after all also and any are away back because been before being best better both bring
but can could day did does done during each either else end ensure even every few for from full
get give good had half has have having help her high his how into its just keep know last like
line long look made make may mean meet might more most move much must need new next nor not one
only onto other our out over rather real say seen set should some such sure ten than that the
their them then there these they this those three through time too towards two under until upon
use used using very was way were what when where whether which while who whom whose why will with
within without work would year yet you your
"""
_JOINING = frozenset(_JOINING_WORDS.split())

# A word without its ending, or two that follow each other.
Term = str | tuple[str, str]


@dataclass(frozen=True)
class Shared:
    """A text, and the rare words that it shares with what was written, as it has them itself."""

    text: FrameworkItem
    words: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why they are linked, where nobody has given another reason."""
        return f"Both have the words: {', '.join(self.words)}."[:MOST_OF_A_REASON]


class Texts:
    """Texts with their words, and how rare each word is among them."""

    def __init__(self, items: Iterable[FrameworkItem]) -> None:
        self.items = list(items)
        self.spelled = [_spelled(f"{item.heading} {item.text}") for item in self.items]
        self.having: dict[Term, list[int]] = defaultdict(list)
        for place, terms in enumerate(self.spelled):
            for term in terms:
                self.having[term].append(place)
        most = len(self.items) * RARE / 100
        # How much it says that two texts share a word: the more, the fewer have it.
        self.worth = {
            term: log(len(self.items) / len(places))
            for term, places in self.having.items()
            if len(places) <= most
        }

    def sharing(self, written: str) -> list[Shared]:
        """The texts that share rare words with what was written, first those that share the most
        and the rarest; none for common words alone.
        """
        found: dict[int, list[Term]] = defaultdict(list)
        for term in _spelled(written):
            if term in self.worth:
                for place in self.having[term]:
                    found[place].append(term)
        worth = {place: sum(map(self.worth.get, terms)) for place, terms in found.items()}
        enough = [place for place in found if worth[place] >= log(100 / ENOUGH)]
        best = sorted(enough, key=lambda place: (-worth[place], place))
        shared = [Shared(self.items[place], self._said(place, found[place])) for place in best]
        # Two words that are common apart can be rare together, and then nothing can be said.
        return [one for one in shared if one.words]

    def _said(self, place: int, terms: Iterable[Term]) -> tuple[str, ...]:
        words = [term for term in terms if isinstance(term, str)]
        rarest = sorted(words, key=self.worth.get, reverse=True)
        return tuple(self.spelled[place][word] for word in rarest[:SAID])


def _spelled(text: str) -> dict[Term, str]:
    """The words of a text and its pairs of words, each with how it stands there first."""
    # Composed, since an accent by itself is no letter.
    words = _WORD.findall(unicodedata.normalize("NFC", text[:MOST_SIGNS]))
    stem_of = {word: _stem(word) for word in set(words)}
    stems = [(stem, word) for word in words if (stem := stem_of[word])]
    spelled: dict[Term, str] = {}
    for stem, word in stems:
        spelled.setdefault(stem, word.lower())
    for (one, _), (other, word) in pairwise(stems):
        spelled.setdefault((one, other), word)
    return spelled


def _stem(word: str) -> str:
    """A word without its ending, so that “short break” is “short breaks”; empty for what is no
    word of its own.
    """
    folded = fold(word)
    if len(folded) < _SHORTEST or folded in _JOINING:
        return ""
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded[: -len(ending)]
    return folded
