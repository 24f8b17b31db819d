"""Numbers that may count people, on their way out."""

from __future__ import annotations

from django.conf import settings

from ..small.rule import shown


def shown_figure(number: str, unit: str) -> str:
    """A figure with its unit; a whole number that might be of so few people is not told."""
    told = shown(int(number), settings.SMALL_NUMBER) if number.isdecimal() else number
    return f"{told} {unit}".strip()
