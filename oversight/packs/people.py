"""Counts of people, as everything that leaves says them."""

from __future__ import annotations

from django.conf import settings

from foundations.models import Edition

from ..small.people import TOTAL
from ..small.reading import read_told
from ..small.rule import Cell, Hidden, shown


def rule() -> str:
    """Which counts are hidden, as each pack says it."""
    return (
        f"Counts of people from 1 to {settings.SMALL_NUMBER - 1} are hidden, and so is what would "
        "give them away. Counts of sub-actions, calls, services and groups are not counts of "
        "people."
    )


def counted_of(edition: Edition) -> Cell:
    """How many attendances count towards the target, as it was decided for all that leaves of this
    edition.
    """
    told = read_told(edition)
    return told.decided.cell(TOTAL) if TOTAL in told.people.counts.figures else 0


def people(number: Cell) -> str:
    """A count of people in words: "1,204", or that it is too small to be told."""
    told = number if isinstance(number, Hidden) else shown(number, settings.SMALL_NUMBER)
    return str(told) if isinstance(told, Hidden) else f"{told:,}"
