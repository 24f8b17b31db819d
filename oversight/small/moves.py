"""Whether a hidden number could be worked out: it cannot where it, and others that are hidden
beside it, could be one more or one less with every sum as it is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A search that takes longer ends, and one more is hidden: never too little.
STEPS, STEPS_UP = 80, 1500
# So many more hidden at once are looked for; a square of a table needs three.
MORE = 3


class Known(NamedTuple):
    """A figure as somebody outside knows it: where it has not changed from round to round, all tell
    of one and the same thing, `since` the first of these. Nobody outside thinks it less than
    `floor`: what is hidden is not nought, but nothing may have changed.
    """

    key: str
    number: int
    floor: int = 1
    since: int = 0


class Equation(NamedTuple):
    """That one figure is the sum of others."""

    total: Known
    parts: tuple[Known, ...]


class Relations:
    """All sums that somebody outside knows of."""

    def __init__(self, equations: Iterable[Equation]) -> None:
        self.equations = list(dict.fromkeys(equations))
        self.of: dict[Known, list[tuple[int, int]]] = defaultdict(list)
        for place, (total, parts) in enumerate(self.equations):
            self.of[total].append((place, 1))
            for part in parts:
                self.of[part].append((place, -1))

    def protected(
        self, hidden: Iterable[Known], *, free: Iterable[Known], dear: set[Known]
    ) -> set[Known]:
        """What is hidden already and, of what is `free` to be hidden, as little more as keeps each
        of it from being worked out; what is `dear` the last.
        """
        found = set(hidden)
        dearness = {
            one: (one in dear, self._is_total(one), one.number, one.key)
            for one in free
            if one not in found
        }
        # Nought tells of nobody and is shown, unless what was told earlier leaves no other way.
        counted = {one: dear for one, dear in dearness.items() if one.number}
        waiting = sorted(found, reverse=True)
        safe: set[Known] = set()
        while waiting:
            if (one := waiting.pop()) in safe:
                continue
            moved = self._moved(one, found, counted) or self._moved(one, found, dearness)
            more = set() if moved else self._next(one, found, dearness)
            # Whatever moves with it cannot be worked out either.
            safe |= moved
            found |= moved | more
            waiting += [*more, one] if more else []
        return found

    def _is_total(self, one: Known) -> bool:
        return any(sign > 0 for _place, sign in self.of[one])

    def _moved(self, one: Known, hidden: set[Known], cost: dict) -> set[Known]:
        """What moves with this one, where as little more as can be is hidden; empty where nothing
        was found.
        """
        for more in range(MORE + 1):
            for step in (1, -1):
                if moved := _Search(self, hidden, cost, more).moves(one, step):
                    return set(moved)
        # With every sum above it hidden, it could be any number.
        return set(_Search(self, hidden, cost, len(cost), only_up=True).moves(one, 1) or ())

    def _next(self, one: Known, hidden: set[Known], cost: dict) -> set[Known]:
        """One more that can be hidden beside it; empty where nothing is left."""
        beside = {other for other in self._beside(one, hidden) if other in cost} - hidden
        return {min(beside, key=cost.__getitem__)} if beside else set()

    def _beside(self, one: Known, hidden: set[Known]) -> Iterator[Known]:
        """All figures that share a sum with it, or with what is hidden beside it."""
        seen, waiting = {one}, [one]
        while waiting:
            for place, _sign in self.of[waiting.pop()]:
                for other in self.members(place):
                    if other not in seen:
                        seen.add(other)
                        yield other
                        if other in hidden:
                            waiting.append(other)

    def members(self, place: int) -> Iterator[Known]:
        total, parts = self.equations[place]
        yield total
        yield from parts


class _Search:
    """A search for figures that could each be one more or one less, of which at most so many are
    not hidden yet.
    """

    def __init__(
        self,
        relations: Relations,
        hidden: set[Known],
        cost: dict,
        more: int,
        *,
        only_up: bool = False,
    ) -> None:
        self.relations, self.hidden, self.cost, self.more = relations, hidden, cost, more
        self.only_up, self.steps = only_up, 0

    def moves(self, one: Known, step: int) -> dict[Known, int] | None:
        """The figures that move with this one, itself among them; None where none were found."""
        if step < 0 and one.number <= one.floor:
            return None
        return self._mend({one: step}, self._after({}, one, step), self.more)

    def _after(self, open_: dict[int, int], one: Known, step: int) -> dict[int, int]:
        """By how much each sum is out, once this figure has moved too."""
        out = dict(open_)
        for place, sign in self.relations.of[one]:
            out[place] = out.get(place, 0) + sign * step
        return {place: by for place, by in out.items() if by}

    def _mend(self, moved: dict, out: dict[int, int], more: int) -> dict | None:
        if not out:
            return moved
        self.steps += 1
        if self.steps > (STEPS_UP if self.only_up else STEPS):
            return None
        place, by = min(out.items())
        for one, step in self._ways(place, by, moved, more):
            left = more - (one not in self.hidden)
            if found := self._mend({**moved, one: step}, self._after(out, one, step), left):
                return found
        return None

    def _ways(self, place: int, by: int, moved: dict, more: int) -> list[tuple[Known, int]]:
        total, parts = self.relations.equations[place]
        ways = [(total, -1 if by > 0 else 1), *((part, 1 if by > 0 else -1) for part in parts)]
        return sorted(
            (
                (one, step)
                for one, step in ways
                if one not in moved
                and (step > 0 or one.number > one.floor and not self.only_up)
                and (one in self.hidden or more and one in self.cost)
            ),
            key=self._dearness,
        )

    def _dearness(self, way: tuple[Known, int]) -> tuple:
        one, _step = way
        return (one not in self.hidden, self.cost.get(one, ()))
