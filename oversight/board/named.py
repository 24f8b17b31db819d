"""What was named to the Board, since the service that could say something was asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator

from accounts.together import Reading, read
from actions.ladder import LADDERS, Ladder, Told, reading_named

PER_PAGE, NAMED = 50, 2  # everything on the Board's page must stay in one view


@dataclass(frozen=True)
class Named:
    """The ladders that have come to the Board and last; by service, the longest first."""

    ladders: list[Ladder]

    @cached_property
    def services(self) -> list[tuple[str, int]]:
        """The services by name, each with how often it is named."""
        return [*Counter(str(ladder.service) for ladder in self.ladders).items()]

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
    """All that these readings have found."""
    every = [ladder for ladders in found for ladder in ladders]
    return Named(sorted(every, key=_place))


def _place(ladder: Ladder) -> tuple:
    return (str(ladder.service), ladder.top.on, LADDERS.index(ladder.kind), ladder.top.pk)


def read_named(on: date, number: str | None) -> tuple[Named, Page]:
    """All that is named on a day, and the rows of one page of its list."""
    named = named_of(read(*readings_of_named(on)))
    page = Paginator(named.ladders, PER_PAGE).get_page(number)
    page.object_list = _rows(page.object_list)
    return named, page


def _rows(ladders: list[Ladder]) -> list[Row]:
    things = [[one.top.thing_id for one in ladders if one.kind == kind] for kind in LADDERS]
    told = read(*(kind.told(found) for kind, found in zip(LADDERS, things, strict=True)))
    of_kind = dict(zip(LADDERS, told, strict=True))
    return [Row(one, of_kind[one.kind][one.top.thing_id]) for one in ladders]
