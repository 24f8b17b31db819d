"""How many of the links that the wording suggests the shared words alone would have offered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Confidence, Kind, Link
from .suggesting import CALLS, OTHERS, first_of, read_texts

STRONG = (Confidence.HIGH, Confidence.MEDIUM)


@dataclass(frozen=True)
class Measured:
    """Of so many links from work to texts of some kinds, those whose text is among the first that
    the words of the work would offer; and the names of the others.
    """

    words: str
    number: int
    missed: tuple[str, ...]

    def __str__(self) -> str:
        found = self.number - len(self.missed)
        return f"{found} of {self.number} links from work to {self.words} are among the first five."


def measured() -> list[Measured]:
    """How the strong and possible matches of published work fare: those to calls, and those to
    themes and recommendations.
    """
    return [
        _measured("calls", CALLS),
        _measured("themes and recommendations", OTHERS),
    ]


def _measured(words: str, kinds: Iterable[Kind]) -> Measured:
    links = Link.objects.from_work().with_ends().filter(confidence__in=STRONG)
    links = list(links.filter(to_item__kind__in=kinds))
    texts = read_texts()
    missed = []
    for link in links:
        work = link.from_item
        offered = first_of(texts.sharing(f"{work.heading} {work.text}"), kinds)
        if link.to_item_id not in {one.text.pk for one in offered}:
            missed.append(link.name)
    return Measured(words, len(links), tuple(missed))
