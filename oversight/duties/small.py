"""How a count of people is written in what leaves the building."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from accounts.words import written

from ..small.rule import Hidden, shown


def people(number: Decimal | int) -> str:
    """A count of people in words; one below SMALL_NUMBER is not shown."""
    told = shown(number, settings.SMALL_NUMBER)
    return str(told) if isinstance(told, Hidden) else written(number)
