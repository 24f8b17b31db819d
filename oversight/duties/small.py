"""How a count of people is written in what leaves the building."""

from __future__ import annotations

from decimal import Decimal

from accounts.words import written

FEWER_THAN = 5
HIDDEN = f"fewer than {FEWER_THAN}"


def people(number: Decimal | int) -> str:
    """A count of people in words; one of 1 to 4 is not shown."""
    return HIDDEN if 0 < number < FEWER_THAN else written(number)
