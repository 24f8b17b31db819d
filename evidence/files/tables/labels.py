"""Labels of columns and boxes under which numbers and days are those of a person.

A spreadsheet keeps 0104121234 as 104121234 and a day as the number of days since 1900: what a label
says of them makes them readable again for the check of identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache

# Of the question of a survey, which may head a column; and of words that also stand in sentences.
LENGTH, BORN_LENGTH = 100, 40
LETTER = re.compile("[A-Za-z]")
FIRST_DAY = date(1899, 12, 30)
# Words parted by capitals or low lines, as programs write them: DateOfBirth, chi_number.
SEAM = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[A-Z][a-z])|[_\W]+")
HEALTH = re.compile(
    r"\bchi\b|\b(?:health|nhs|patient) (?:index|id|no|nos|num|number|numbers)\b", re.IGNORECASE
)
PHONE = re.compile(
    r"\b(?:tele)?phones?\b|\bmobiles?\b|\btel\b|\bmob\b|\blandline\b|\bwhats ?app\b"
    r"|\bcontacts?\b|\bcell\b|\bring\b",
    re.IGNORECASE,
)
BIRTH = re.compile(r"\bbirth ?(?:day|date)|\b(?:date|day) of birth\b|\bd ?o ?b\b", re.IGNORECASE)
BORN = re.compile(r"\bbirth\b|\bborn\b|\bb ?day\b", re.IGNORECASE)
# What is counted of many is nobody's day.
COUNTED = re.compile(
    r"\b(?:number|total|count|babies|children|infants|rates?|how many|percent\w*"
    r"|place|country|where|year|weight)\b",
    re.IGNORECASE,
)
GAP = r"[ .\-/]?"
NINE_OR_TEN = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{8,9}}(?!\d)")
# A number without its nought, or with that of the country instead.
WITHOUT_NOUGHT = re.compile(r"(?<![\d+])(?:44 ?)?(?:\(0\) ?)?([1-37]\d(?:[ .\-]?\d){7,8})(?!\d)")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
DIGITS = re.compile(r"(?<![\d.])\d{5,8}(?=(?:\.\d+)?$)")


def _label_in(cell: str) -> Callable[[str], str] | None:
    """How numbers are read under this cell, if it is the label of something about a person."""
    # A number is none: most cells of a large sheet need no longer look.
    return _label_of(cell) if len(cell) <= LENGTH and LETTER.search(cell) else None


@lru_cache(maxsize=4096)
def _label_of(cell: str) -> Callable[[str], str] | None:
    words = SEAM.sub(" ", cell)
    if HEALTH.search(words):
        return _health_number
    if BIRTH.search(words) or _is_day_of_birth(cell, words):
        return _birthday
    return _telephone if PHONE.search(words) else None


def _is_day_of_birth(cell: str, words: str) -> bool:
    is_born = len(cell) <= BORN_LENGTH and BORN.search(words)
    return bool(is_born) and not COUNTED.search(words)


def plain_number(cell: str) -> str:
    """A whole number as people write it, where a program wrote 7.700900123E9 or 12.0."""
    if SCIENTIFIC.fullmatch(cell) or re.fullmatch(r"\d+\.0+", cell):
        number = float(cell)
        return f"{number:.0f}" if number.is_integer() and number < 1e15 else cell
    return cell


def _health_number(cell: str) -> str:
    return NINE_OR_TEN.sub(lambda found: f"CHI {_ten(found[0])}", cell)


def _ten(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return number if len(digits) == 10 else f"0{digits}"


def _telephone(cell: str) -> str:
    return WITHOUT_NOUGHT.sub(r"0\1", cell)


def _birthday(cell: str) -> str:
    return f"date of birth {DIGITS.sub(lambda found: _day(found[0]), cell)}"


def _day(digits: str) -> str:
    """Digits under the label of a birthday: a day as a spreadsheet counts them, or one that lost
    its first nought.
    """
    if len(digits) == 5 and digits < "60000":
        return str(FIRST_DAY + timedelta(days=int(digits)))
    return digits if len(digits) in (6, 8) else f"0{digits}"


class Columns:
    """Reads the rows of one table, from the first to the last, and knows their labels."""

    def __init__(self, heads: Iterable[str] = ()):
        self._labels: dict[int, Callable[[str], str]] = {}
        self._learn(heads)

    def read(self, cells: list[str]) -> list[str]:
        """The cells of a row, each as its column or the label before it says."""
        read, before = [], None
        for place, cell in enumerate(cells):
            label = self._labels.get(place) or before
            own = _label_in(cell)
            read.append(label(cell) if label and cell and not own else cell)
            # A label goes for all numbers behind it, up to the next word.
            before = own if LETTER.search(cell) else before
        self._learn(cells)
        return read

    def _learn(self, cells: Iterable[str]) -> None:
        found = ((place, _label_in(cell)) for place, cell in enumerate(cells))
        self._labels.update((place, label) for place, label in found if label)
