"""Which counts of people are hidden in what leaves the building, so that none of those hidden can
be worked out from what is shown. Nothing here reads the database.

Only counts of people belong here, never those of sub-actions, calls, themes, services or
documents. The rule is decided once for all figures of a round together (`decide`), so every output
hides the same ones: each asks `Decided` for a figure by its key, and makes what it derives from
figures (a percentage, a pace, a change) with `derived`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import NamedTuple, TypeVar

from .moves import Equation, Known, Relations

T = TypeVar("T")
# What stands for every value of one side of a table.
ALL = "all"


@dataclass(frozen=True)
class Hidden:
    """What stands in the place of a count that is not shown."""

    words: str = "hidden"

    def __str__(self) -> str:
        return self.words


HIDDEN = Hidden()
Cell = int | Hidden


class Sum(NamedTuple):
    """That a figure is the sum of others, all by their keys."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """Counts of people by stable keys, which of them are sums of which, and the `series` of those
    that count one thing on several days.
    """

    figures: Mapping[str, int]
    sums: Sequence[Sum] = ()
    series: Sequence[tuple[str, ...]] = ()

    def __or__(self, other: Counts) -> Counts:
        return Counts(
            {**self.figures, **other.figures},
            [*self.sums, *other.sums],
            [*self.series, *other.series],
        )


@dataclass(frozen=True)
class Decided:
    """Counts of people with what is hidden of them: `latest` are those of this round by their keys,
    `known` those of all rounds up to it.
    """

    counts: Counts
    least: int
    latest: Mapping[str, Known] = field(default_factory=dict)
    hidden: frozenset[Known] = frozenset()
    known: frozenset[Known] = frozenset()
    equations: tuple[Equation, ...] = ()
    lone: frozenset[str] = frozenset()

    def cell(self, key: str) -> Cell:
        """A count as it may leave. Raises KeyError for one that was not among those decided."""
        number = self.counts.figures[key]
        if self.latest[key] not in self.hidden:
            return number
        # Beside a sum these words would narrow down what is hidden; alone they cannot.
        is_small = key in self.lone and 0 < number < self.least
        return Hidden(f"fewer than {self.least}") if is_small else HIDDEN

    def is_shown(self, *keys: str) -> bool:
        """Whether all of these counts are shown."""
        return all(isinstance(self.cell(key), int) for key in keys)

    def derived(self, keys: Iterable[str], made: Callable[..., T]) -> T | Hidden:
        """What is made of these counts, in their order; hidden where one of them is."""
        cells = [self.cell(key) for key in keys]
        return made(*cells) if all(isinstance(one, int) for one in cells) else HIDDEN

    @property
    def hidden_keys(self) -> list[str]:
        """The keys of what is hidden, in the order of the counts."""
        return [key for key in self.counts.figures if not self.is_shown(key)]

    @property
    def sentence(self) -> str:
        """What an output says of it; empty where nothing is hidden."""
        number = len(self.hidden_keys)
        if not number:
            return ""
        are = "count of people is" if number == 1 else "counts of people are"
        return (
            f"{number:,} {are} hidden: those of fewer than {self.least}, and those from which "
            "they could be worked out."
        )


def shown(number: int, least: int) -> Cell:
    """A lone count of people, of which no other output tells a part or a sum."""
    return Hidden(f"fewer than {least}") if 0 < number < least else number


def key_of(name: str, *at: str) -> str:
    """The key of a cell of a table, or with `ALL` of a sum."""
    return "/".join([name, *at])


def tabled(name: str, cells: Mapping[tuple[str, ...], int]) -> Counts:
    """The counts of a table, by the values of each of its sides, with all its sums."""
    if not cells:
        return Counts({})
    sides = [list(dict.fromkeys(values)) for values in zip(*cells, strict=True)]
    figures = {at: cells.get(at, 0) for at in product(*sides)}
    sums = []
    for side, values in enumerate(sides):
        for at in list(figures):
            if at[side] != values[0]:
                continue
            parts = [(*at[:side], value, *at[side + 1 :]) for value in values]
            whole = (*at[:side], ALL, *at[side + 1 :])
            figures[whole] = sum(figures[part] for part in parts)
            keys = tuple(key_of(name, *part) for part in parts)
            sums.append(Sum(key_of(name, *whole), keys))
    return Counts({key_of(name, *at): number for at, number in figures.items()}, sums)


def decide(
    counts: Counts,
    *,
    least: int,
    before: Decided | None = None,
    show: Iterable[str] = (),
    hide: Iterable[str] = (),
) -> Decided:
    """What is hidden of these counts: all from 1 to below `least`, what has changed by as few
    within a series or since the rounds `before`, and as many more as keep these from being worked
    out.

    `show` and `hide` are keys of which a person has decided otherwise. What is to be shown is
    hidden all the same where nothing else can keep another count hidden.
    """
    before = before or Decided(Counts({}), least)
    show, hide = set(show), set(hide)
    here = {key: _known(key, number, before) for key, number in counts.figures.items()}
    changes = [
        *(change for one in here.values() for change in _since(one, before.known, least)),
        *(change for keys in counts.series for change in _within(keys, here, least)),
    ]
    relations = Relations([*before.equations, *_equations(counts, here), *changes])
    small = {
        one
        for key, one in here.items()
        if one.number and (key in hide or one.number < least and key not in show)
    }
    small |= {step for more, (less, step) in changes if not {more.key, less.key} & show}
    hidden = relations.protected(
        before.hidden | small,
        # What earlier rounds have told cannot be hidden any more.
        free=[one for one in here.values() if one not in before.known],
        dear={one for key, one in here.items() if key in show},
    )
    return Decided(
        counts=counts,
        least=least,
        latest=here,
        hidden=frozenset(hidden),
        known=before.known | frozenset(here.values()),
        equations=tuple(relations.equations),
        lone=frozenset(key for key, one in here.items() if not relations.of.get(one)),
    )


def _known(key: str, number: int, before: Decided) -> Known:
    last = before.latest.get(key)
    return last if last and last.number == number else Known(key, number, since=len(before.known))


def _equations(counts: Counts, here: dict[str, Known]) -> Iterator[Equation]:
    for total, parts in counts.sums:
        yield Equation(here[total], tuple(here[part] for part in parts))


def _since(one: Known, known: Iterable[Known], least: int) -> Iterator[Equation]:
    for other in known:
        if other.key == one.key:
            yield from _change(one, other, least)


def _within(keys: Iterable[str], here: dict[str, Known], least: int) -> Iterator[Equation]:
    for one, other in combinations(keys, 2):
        yield from _change(here[one], here[other], least)


def _change(one: Known, other: Known, least: int) -> Iterator[Equation]:
    """That the larger of two figures is the smaller one and what has changed, where that is so
    little that it may not be known.
    """
    if 0 < abs(one.number - other.number) < least:
        less, more = sorted((one, other), key=lambda known: known.number)
        step = Known(
            f"{less.key} {less.number} ({less.since}) to {more.key}",
            more.number - less.number,
            0,
            more.since,
        )
        yield Equation(more, (less, step))
