"""The one reader of numbers that people type or their spreadsheets hold."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from .words import as_keyed, digits

UNCLEAR = "Write the number alone, in digits, such as 1200 or 37.5."
NOT_WHOLE = "Give a whole number, such as 12."
LOOK_AT_IT = "Look at the comma: three digits follow it, as in 1,200, and one to three go before."
POINT = "Write it with a point instead of the comma."
# In groups of three only: 1,5 may mean one and a half, and 0,125 is an eighth.
THOUSANDS = r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)"
NUMBER = re.compile(rf"[+-]? ?(?:{THOUSANDS}|\d+)(?:\.\d*)?|[+-]? ?\.\d+", re.ASCII)
COMMA = re.compile(r"([+-]?) ?(\d*|\d{1,3}(?:[ .]\d{3})+),(\d+)", re.ASCII)
# Commas between digits that stand anywhere but before each group of three.
COMMAS = re.compile(r"[+-]? ?\d+(?: ?, ?\d+)+(?:\.\d+)?", re.ASCII)
# An apostrophe before it is how a spreadsheet is told that it is a text.
QUOTED = re.compile(r"['\"“](.*?)['\"”]?")
UNITS = {
    "%": re.compile(r"(.*?) ?(?:%|per[ -]?cent\.?|pct|p\.?c\.?)"),
    "£": re.compile(r"(?:([+-]?) ?(?:£|gbp) ?(.*?)|(.*?) ?(?:£|gbp|pounds?))"),
}
# Of money also “m”; of other things it may be metres or minutes.
TIMES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
IN_THOUSANDS = re.compile(r"(.*[\d.]) ?(k|thousand|million)")
MILLIONS = re.compile(r"(?<=\d) ?mn?$")
PARTS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
WITH_PART = re.compile(rf"(\d{{0,12}}) ?([{''.join(PARTS)}])", re.ASCII)
UP_TO_19 = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPELLED = {word: number for number, word in enumerate(UP_TO_19)} | {
    f"{ten} {UP_TO_19[one] if one else ''}".strip(): 10 * place + one
    for place, ten in enumerate(TENS, start=2)
    for one in range(10)
}
SPELLED |= {"nil": 0, "nought": 0, "a dozen": 12, "a hundred": 100, "one hundred": 100}


def read_number(text: str, units: str = "") -> Decimal:
    """The number that a text says: 1200, 1,200, 1 200, 12.0, −3, 1.2k, 2½ or twelve; with one of
    these `units` (“%” or “£”, or both) beside it or not.

    Raises ValidationError with the reason; its code is "invalid" where the text is no number.
    """
    typed = as_keyed(text).rstrip(" ,;").lower()
    if found := QUOTED.fullmatch(typed):
        typed = found[1]
    for unit, shape in UNITS.items():
        if found := shape.fullmatch(typed):
            if unit not in units:
                raise ValidationError(f"Leave out “{unit}”: only a number is asked for here.")
            typed = "".join(part or "" for part in found.groups()).strip()
            typed = MILLIONS.sub(" million", typed) if unit == "£" else typed
    if found := IN_THOUSANDS.fullmatch(typed):
        return Decimal(digits(_in_figures(found[1]) * TIMES[found[2]]))
    if found := WITH_PART.fullmatch(typed):
        return int(found[1] or 0) + PARTS[found[2]]
    if (spelled := SPELLED.get(typed.replace("-", " "))) is not None:
        return Decimal(spelled)
    return _in_figures(typed)


def _in_figures(typed: str) -> Decimal:
    if NUMBER.fullmatch(typed):
        # Nothing has no sign: “-0” is 0.
        return Decimal(re.sub(r"[ ,]", "", typed)) or Decimal()
    if found := COMMA.fullmatch(typed):
        _refuse_comma(found[1], re.sub(r"[ .]", "", found[2]), found[3])
    if COMMAS.fullmatch(typed):
        raise ValidationError(LOOK_AT_IT, code="comma")
    raise ValidationError(UNCLEAR, code="invalid")


def _refuse_comma(sign: str, whole: str, part: str) -> None:
    if len(part) > 3 or (len(part) == 3 and whole.strip("0")):
        raise ValidationError(LOOK_AT_IT, code="comma")
    raise ValidationError(f"Do you mean {sign}{whole or 0}.{part}? {POINT}", code="point")


def read_whole(text: str) -> int:
    """The same where only a whole number will do: 12, 12.0 or 1,200. Raises ValidationError."""
    try:
        number = read_number(text)
    except ValidationError as error:
        if error.code != "point":
            raise
        # A point would not do either.
        raise ValidationError(error.message.replace(POINT, NOT_WHOLE), code="point") from error
    if number != number.to_integral_value():
        raise ValidationError(NOT_WHOLE, code="not_whole")
    return int(number)
