"""How days and numbers are written, on every page and in every sentence."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

# What stands in a cell of a table on paper.
Cell = str | int | date
# Signs of other kinds that show nothing either: fillers, an empty sign of Braille, selectors.
INVISIBLE = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or of spaces and invisible signs alone."""
    return not any(
        not sign.isspace() and unicodedata.category(sign) != "Cf" and sign not in INVISIBLE
        for sign in text
    )


# How our keyboards write signs of others: dashes, apostrophes, strokes, and what is as wide as
# Chinese.
KEYED = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    **str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣", "-")),
    **str.maketrans(dict.fromkeys("‘’ʼ´`", "'")),
    **str.maketrans(dict.fromkeys("⁄∕", "/") | {"￡": "£"}),
}


def as_keyed(text: str) -> str:
    """A text with dashes, apostrophes, spaces and digits as our keyboards write them, one space
    between words, and without the signs that show nothing.
    """
    return " ".join(as_shown(text.translate(KEYED)).split())


def as_shown(text: str) -> str:
    """A text without the signs that show nothing, but with its spaces."""
    return "".join(sign for sign in text if sign.isspace() or not is_blank(sign))


def ordinal(number: int) -> str:
    """A number as the place in a row: 1st, 2nd, 13th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


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


def cell_in_words(value: Cell) -> str:
    """A cell of a table as paper has it."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else day(value)


def listed(words: list[str]) -> str:
    """Words as a sentence lists them: A, B and C."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
