"""Numbers that may count people, on their way out."""

from __future__ import annotations

from dataclasses import replace

from ..rounds.marked import Marked, Shown
from ..small.reading import Told
from ..small.rule import Hidden, shown

# Before what it counts.
NOT_TOLD = "A number that is not shown:"


def with_numbers_as_told(marked: Marked, told: Told) -> Marked:
    """What is marked public, the numbers of evidence as they may leave: none that might be of so
    few people, and none that is a hidden count of people of the same work.
    """
    figures, works = told.people.counts.figures, told.people.works
    hidden = {(works[key], figures[key]) for key in told.decided.hidden_keys}
    least = told.decided.least
    return replace(marked, shown=[_as_told(one, hidden, least) for one in marked.shown])


def _as_told(one: Shown, hidden: set[tuple[str, int]], least: int) -> Shown:
    if not one.number.isdecimal():
        return one
    number = int(one.number)
    words = shown(number, least)
    if not isinstance(words, Hidden) and any((work, number) in hidden for work in one.supports):
        words = NOT_TOLD
    return replace(one, number=str(words))
