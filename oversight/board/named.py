"""What was named to the Board, since the service that could say something was asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from accounts.together import Reading, read
from actions.ladder import LADDERS, Ladder, Told, reading_named

PER_PAGE, NAMED = 50, 2  # everything on the Board's page must stay in one view


@dataclass(frozen=True)
class Named:
    """The services that are named to the Board, by name, each with how often."""

    services: list[tuple[str, int]]

    @property
    def number(self) -> int:
        return sum(number for _name, number in self.services)

    @property
    def first(self) -> list[tuple[str, int]]:
        """Those of which the Board's page has room for the name."""
        return self.services[:NAMED]

    @property
    def more(self) -> int:
        return len(self.services) - len(self.first)


@dataclass(frozen=True)
class Row:
    """A ladder of the list, with what is said of its thing."""

    ladder: Ladder
    told: Told


def readings_of_named(on: date) -> list[Reading]:
    """What is named on a day, a reading for each kind; `named_of` puts them together."""
    return [reading_named(kind, on) for kind in LADDERS]


def named_of(found: Iterable[list[Ladder]]) -> Named:
    """Whom these readings have found."""
    return _named(_in_order(found))


def _named(ladders: list[Ladder]) -> Named:
    return Named([*Counter(str(ladder.service) for ladder in ladders).items()])


def _in_order(found: Iterable[list[Ladder]]) -> list[Ladder]:
    return sorted((ladder for ladders in found for ladder in ladders), key=_place)


def _place(ladder: Ladder) -> tuple:
    return (str(ladder.service), ladder.top.on, LADDERS.index(ladder.kind), ladder.top.pk)


def read_named(on: date, number: str | None) -> tuple[Named, Page]:
    """All that is named on a day, and the rows of one page of its list."""
    ladders = _in_order(read(*readings_of_named(on)))
    page = Paginator(ladders, PER_PAGE).get_page(number)
    page.object_list = _rows(page.object_list)
    return _named(ladders), page


def read_all_named(on: date) -> list[Row]:
    """All rows of that list."""
    return _rows(_in_order(read(*readings_of_named(on))))


def _rows(ladders: list[Ladder]) -> list[Row]:
    things = [[one.top.thing_id for one in ladders if one.kind == kind] for kind in LADDERS]
    told = read(*(kind.told(found) for kind, found in zip(LADDERS, things, strict=True)))
    of_kind = dict(zip(LADDERS, told, strict=True))
    return [Row(one, of_kind[one.kind][one.top.thing_id]) for one in ladders]
