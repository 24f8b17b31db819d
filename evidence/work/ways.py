"""What a text answers: each of its links that count, with the way on to pages of The Promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import may
from foundations.chain import Chain, Way
from foundations.links import End, Linked
from foundations.models import Confidence, FrameworkItem, LinkState, PageReference
from foundations.services.linking import is_for_others

# Ways that are shown at once, and folded away with them.
FIRST, MOST = 6, 50
STRENGTH = {Confidence.HIGH: "Strong match", Confidence.MEDIUM: "Possible match"}


@dataclass(frozen=True)
class Answer:
    """One way up: the texts on it after the page's own, each with whether the step to it is only
    suggested, and the pages at its end. `end` is the page's own link; None for a way that leads
    through what the text belongs to.
    """

    steps: tuple[tuple[FrameworkItem, bool], ...]
    pages: tuple[PageReference, ...]
    end: End | None
    asks: bool = False

    @property
    def strength(self) -> str:
        return STRENGTH.get(self.end.link.confidence, "") if self.end else ""

    @property
    def is_suggested(self) -> bool:
        return self.end is not None and self.end.link.state == LinkState.SUGGESTED


@dataclass(frozen=True)
class Answers:
    """All ways of a text, its own links first; `confirmed` of `total` links are confirmed."""

    ways: list[Answer]
    confirmed: int
    total: int

    @property
    def first(self) -> list[Answer]:
        return self.ways[:FIRST]

    @property
    def more(self) -> list[Answer]:
        """Those that are folded away."""
        return self.ways[FIRST:MOST]

    @property
    def folded(self) -> int:
        return max(len(self.ways) - FIRST, 0)

    @property
    def left(self) -> int:
        """How many are not shown here: the pages of the sub-actions have them."""
        return max(len(self.ways) - MOST, 0)


def answers_of(item: FrameworkItem, linked: Linked, chain: Chain, user: User) -> Answers:
    """What a text answers. `linked` holds its own links and those of its parts."""
    ways = chain.ways_up(item)
    found, used = [], set()
    for end in linked.counted:
        on = _way_through(end, ways)
        used.add(id(on))
        found.append(_answer_of(end, on, item, user))
    rest = [way for way in ways if id(way) not in used and len(way.steps) > 1]
    found += [Answer(_plain(way.steps[1:]), way.pages, None) for way in rest]
    confirmed = sum(end.link.state == LinkState.CONFIRMED for end in linked.counted)
    return Answers(found, confirmed, len(linked.counted))


def _way_through(end: End, ways: Iterable[Way]) -> Way | None:
    """The way that begins with this link, from the text itself or from its part."""
    for way in ways:
        keys = [step.pk for step in way.steps]
        if end.own.pk in keys[:1] and keys[1:2] == [end.item.pk]:
            return way
    return None


def _answer_of(end: End, way: Way | None, item: FrameworkItem, user: User) -> Answer:
    suggested = end.link.state == LinkState.SUGGESTED
    steps = [(end.item, suggested)]
    if end.own.pk != item.pk:
        steps = [(end.own, False), *steps]
    if way:
        steps += _plain(way.steps[2:])
    asks = suggested and may(user, "link_texts")
    asks = asks and not is_for_others(user, end.link, LinkState.CONFIRMED)
    return Answer(tuple(steps), way.pages if way else (), end, asks)


def _plain(steps: Iterable[FrameworkItem]) -> tuple[tuple[FrameworkItem, bool], ...]:
    return tuple((step, False) for step in steps)
