"""Blanks: numbers that stand in a queryset while it is put together, where a value, or several, are
filled in at each reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

# A column of numbers holds it, and so does one of texts; no id or day looks like it.
LOOK = "198765"
WHOLE = re.compile(rf"{LOOK}\d{{4}}")
# What stands before and after the parameter instead of "IN (" and ")".
AMONG = {"sqlite": ("IN (SELECT value FROM json_each(", "))"), "postgresql": ("= ANY(", ")")}
# The number of the blank for the ids of those whose prefetched rows are wanted.
WHOSE = 999
# What is to be filled in, by the text of its blank.
Values = Mapping[str, Any]


def one(number: int) -> int:
    """The blank of this number for one value."""
    return int(f"{LOOK}{number:03}0")


def several(number: int) -> int:
    """The blank of this number for any number of values; it stands alone in a list."""
    return int(f"{LOOK}{number:03}1")


def find(sql: str, params: Sequence[Any]) -> tuple[str, dict[int, str]]:
    """A statement that takes several values where it has a blank for several, and which of its
    parameters are blanks. Raises ValueError where a blank has become a part of something else.
    """
    found = {place: text for place, text in enumerate(map(str, params)) if LOOK in text}
    if LOOK in sql or not all(WHOLE.fullmatch(text) for text in found.values()):
        raise ValueError("A value that is given by name has become a part of something else.")
    wide = [place for place, text in found.items() if text.endswith("1")]
    return (_widened(sql, wide) if wide else sql), found


def _widened(sql: str, places: Sequence[int]) -> str:
    """The statement with a list as long as one likes at these parameters."""
    pieces, (begin, end) = sql.split("%s"), AMONG[connection.vendor]
    for place in places:
        before, after = pieces[place], pieces[place + 1]
        if not (before.endswith("IN (") and after.startswith(")")):
            raise ValueError("Several values that are given by name stand in no list of their own.")
        pieces[place] = before.removesuffix("IN (") + begin
        pieces[place + 1] = end + after.removeprefix(")")
    return "%s".join(pieces)


def filled(params: Sequence[Any], blanks: Mapping[int, str], values: Values) -> Sequence[Any]:
    """The parameters with the values where the blanks are; several as the database takes them."""
    whole = list(params)
    for place, blank in blanks.items():
        value = values[blank]
        whole[place] = _as_array(value) if isinstance(value, list) else value
    return whole


def _as_array(values: list) -> str | list:
    return json.dumps(values) if connection.vendor == "sqlite" else values
