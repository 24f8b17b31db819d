"""How days and numbers are written, on every page and in every sentence."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

# Signs of other kinds that show nothing either: fillers, an empty sign of Braille, selectors.
INVISIBLE = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or of spaces and invisible signs alone."""
    return not any(
        not sign.isspace() and unicodedata.category(sign) != "Cf" and sign not in INVISIBLE
        for sign in text
    )


def day(value: date) -> str:
    """A date as people in Scotland write it: 3 March 2026."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date, on: date) -> str:
    """The same, with its year only where that is another than the year of the day `on`."""
    return day(value).rpartition(" ")[0] if value.year == on.year else day(value)


def digits(number: Decimal) -> str:
    """A number in plain digits, without idle noughts: 12.50 is 12.5, and 1200.00 is 1200."""
    return f"{number.normalize():f}"


def written(number: Decimal | int) -> str:
    """A number as the pages write it, with its thousands separated: 1,200.5."""
    return f"{Decimal(number).normalize():,f}"
