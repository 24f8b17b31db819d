"""What the number formats of a workbook add to the numbers in its cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .packages import Package

# A format of numbers, as far as the first semicolon: words in quotes or behind a backslash, and in
# their middle the signs for the number. Colours, and spaces as wide as a sign, are not seen.
WORDS = r'"[^"]*"|\\.'
SHAPE = re.compile(
    rf"(?P<before>(?:{WORDS}|[ ()+\-])*)(?P<digits>(?:{WORDS}|[^;])*?)"
    rf"(?P<behind>(?:{WORDS}|[ ()])*)(?:;|$)"
)
UNSEEN = re.compile(r"\[[^\]]*\]|[_*].")
LONGEST_FORMAT = 255


class Shape(NamedTuple):
    """What the format of a cell adds to its number: words before it, to how many digits noughts
    fill it up, and words behind it.
    """

    before: str
    noughts: int
    behind: str


def number_shapes(package: Package, name: str) -> list[Shape]:
    """What the format of each style of a cell adds to a number."""
    codes, shapes, in_cells = {}, [], False
    for element in package.elements(name):
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            codes[element.get("numFmtId")] = element.get("formatCode", "")
        in_cells = tag == "cellXfs" or (in_cells and tag != "cellStyles")
        if tag == "xf" and in_cells:
            shapes.append(_shape(codes.get(element.get("numFmtId"), "")))
    return shapes


@lru_cache(maxsize=1024)
def _shape(code: str) -> Shape:
    found = SHAPE.match(UNSEEN.sub("", code[:LONGEST_FORMAT]))
    before, digits, behind = (found[part] for part in ("before", "digits", "behind"))
    bare = re.sub(rf"{WORDS}|[\s()\-/+]", "", digits)
    noughts = len(bare) if bare.startswith("0") and not set(bare) - {"0", "#"} else 0
    return Shape(_words(before), noughts, _words(behind))


def _words(literals: str) -> str:
    return re.sub(r'"|\\(.)', r"\1", literals)
