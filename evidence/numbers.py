"""How numbers that people type are written."""

from __future__ import annotations

from decimal import Decimal


def digits(number: Decimal) -> str:
    """A number in plain digits, without idle noughts: 12.50 is 12.5, and 1200.00 is 1200."""
    return f"{number.normalize():f}"


def written(number: Decimal) -> str:
    """A number as the pages write it, with its thousands separated: 1,200.5."""
    return f"{number.normalize():,f}"
