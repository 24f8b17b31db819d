"""The four groups round by round, of all sub-actions and of each foundation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.groups import Group
from foundations.models import Edition

from ..board.figures import kept_figures
from ..board.rounds import at, newest_editions
from .frozen import groups_of
from .models import Snapshot

# So many rounds fit beside each other on a phone.
SHOWN = 12


@dataclass(frozen=True)
class Turn:
    """How many sub-actions were in each group when a round was closed, or are now."""

    name: str
    on: date
    url: str
    groups: dict[str, int]
    opened_again_on: date | None = None
    packs_url: str = ""

    @property
    def total(self) -> int:
        return sum(self.groups.values())

    @property
    def numbers(self) -> list[tuple[Group, int]]:
        return [(group, self.groups.get(group, 0)) for group in Group]

    @property
    def bars(self) -> list[tuple[Group, int, int]]:
        """Each group with where its part of the bar begins and how long it is, in sub-actions."""
        found, start = [], 0
        for group, number in self.numbers:
            found.append((group, start, number))
            start += number
        return found


@dataclass(frozen=True)
class Multiple:
    """One small picture: of all, or of one foundation."""

    key: str
    name: str
    turns: list[Turn]


def read_turns(seal: str, on: date) -> list[Multiple]:
    """A picture of all and one of each foundation, each with its rounds, the first of them first,
    and now.
    """
    figures = kept_figures(seal, on)
    editions = newest_editions(seal, on)[:SHOWN]
    groups = _groups(editions)
    now = groups_of(figures)
    names = [("", "All sub-actions")] + [(key, name) for key, name, _ in figures.foundations]
    return [
        Multiple(
            key,
            name,
            [_turn(one, groups[one.pk], key) for one in reversed(editions)]
            + [Turn("Now", on, reverse("board"), now.get(key, {}))],
        )
        for key, name in names
    ]


def read_closed(seal: str, on: date) -> list[Turn]:
    """Each closed round whose pages were kept, the last closed first."""
    editions = newest_editions(seal, on)
    groups = _groups(editions)
    return [_turn(one, groups[one.pk], "") for one in editions]


def _groups(editions: list[Edition]) -> dict[int, dict]:
    return dict(Snapshot.objects.filter(edition__in=editions).values_list("edition", "groups"))


def _turn(edition: Edition, groups: dict, key: str) -> Turn:
    url = f"{at(edition)}{reverse('board')}"
    packs = reverse("packs", args=[edition.round.key, edition.number])
    found = groups.get(key, {})
    return Turn(str(edition.round), edition.closed_on, url, found, edition.undone_on, packs)
