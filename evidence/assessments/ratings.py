"""To what extent the recommendations of a theme are met: the ratings, and what the page of the
theme needs of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField

from accounts.together import Reading
from foundations.models import FrameworkItem

from .models import Rating, Scale
from .places import Place
from .services.ratings import words_of


@dataclass(frozen=True)
class Extents:
    """The words on offer, and the ratings by recommendation: a theme's own, and those of the same
    recommendations where they are printed under another theme.
    """

    words: list[str]
    own: dict[str, Rating]
    twins: dict[str, Rating]

    def said(self) -> dict[str, Said]:
        return said_of({key: rating.word for key, rating in self.own.items()}, self.words)


@dataclass(frozen=True)
class Said:
    """A rating as it is read, in the words under which it was given."""

    word: str
    earlier: bool


@dataclass(frozen=True)
class Choice:
    """A recommendation that may be rated: its field, what stood there before, and what the same one
    got elsewhere.
    """

    field: BoundField
    before: BoundField
    earlier: bool
    twin: Rating | None
    taken: bool


def reading_extents(place: Place) -> Reading:
    """The ratings by a service in a round that touch a theme."""
    lines = {line.pk: line for line in place.lines}
    own, twins = {}, {}
    ratings, scales = yield (
        Rating.objects.touching(place.service, place.round, lines),
        Scale.objects.all()[:1],
    )
    for rating in ratings:
        said_of_it = rating.recommendation
        if said_of_it.pk in lines:
            # A theme's own rating goes before a twin's, which is only offered.
            own[said_of_it.key] = rating
        else:
            twins |= {line.key: rating for line in _same_as(said_of_it, lines.values())}
    return Extents(words_of(scales), own, twins)


def _same_as(item: FrameworkItem, lines) -> list[FrameworkItem]:
    """Those of the lines that are the same recommendation as an item of another theme."""
    # Either may point at the other.
    return [line for line in lines if line.same_as_id == item.pk or item.same_as_id == line.pk]


def said_of(ratings: dict[str, str], words: list[str]) -> dict[str, Said]:
    """Ratings by their recommendations, each with whether its words are not those on offer now."""
    return {key: Said(word, word not in words) for key, word in ratings.items()}
