"""How measures write their numbers."""

from __future__ import annotations

from decimal import Decimal

from django import template

from accounts.words import written

register = template.Library()


@register.filter
def number(value: Decimal) -> str:
    """A number as the pages write it: 1,200.5."""
    return written(value)
