"""Counts of people as a report may tell them: those that the last closed round let out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ..small.people import MEASURE
from ..small.reading import read_newest
from ..small.rule import Cell

# The figures of a measure by their days, as far as they may leave.
Figures = dict[date, Cell]


def read_figures() -> dict[int, Figures]:
    """Of each measure that counts people, by its id, what the last closed round let out of it."""
    told, found = read_newest(), defaultdict(dict)
    for row in told.rows if told else []:
        what, pk, *on = row.key.split("/")
        if what == MEASURE:
            found[int(pk)][date.fromisoformat(on[0])] = row.cell
    return found
