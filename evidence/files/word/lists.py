"""The marks and numbers of lists, which Word draws and a text does not hold."""

from __future__ import annotations

import re

from lxml import etree

from .package import DEEPEST, W, value
from .signs import sign_of
from .styles import Styles
from .unit import Unreadable

BULLET = "•"
BULLETS_THAT_SAY = "✓✔✗✘☐☑☒"
LEVELS = 9
# A level is further in than the one above it.
STEP = "  "
ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x",
    9: "ix", 5: "v", 4: "iv", 1: "i",
}  # fmt: skip
STRANGE_NUMBERS = (
    "The document holds a list whose numbers are written in a way that cannot be brought in. "
    "Choose 1, 2, 3 or a, b, c for it."
)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in ROMAN.items():
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _letter(number: int) -> str:
    # After z comes aa, then bb.
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _ordinal(number: int) -> str:
    special = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else special.get(number % 10, 'th')}"


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else f"({number})"


FORMATS = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
    "decimalEnclosedCircle": _circled,
    "none": lambda _number: "",
    "bullet": lambda _number: BULLET,
}


class Lists:
    """The lists of one document, counted while its paragraphs are read in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        found = root if root is not None else etree.Element("none")
        self._lists = {one.get(f"{W}numId"): one for one in found.iter(f"{W}num")}
        self._kinds = {one.get(f"{W}abstractNumId"): one for one in found.iter(f"{W}abstractNum")}
        # By the kind of list the number at which each level stands; lists of a kind share it.
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def mark_of(self, properties: etree._Element | None) -> str:
        """The mark before a paragraph ("• ", "2. ", "a) "), counted on; empty for one in no list.
        Raises Unreadable for numbers that cannot be written here.
        """
        number, level = self._place_of(properties)
        kind = self._kind_of(number)
        if kind is None:
            return ""
        self._count(number, kind, level)
        mark = self._written(number, kind, level)
        return f"{STEP * level}{mark} " if mark.strip() else ""

    def _place_of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """The list that a paragraph is in, by itself or by its style, and the level."""
        style = value(properties, "pStyle")
        number, level = (value(properties, f"numPr/{name}") for name in ("numId", "ilvl"))
        by_style, its_level, said_by = self._styles.in_a_list(style)
        if number is None:
            number, level = by_style, level or its_level or self._level_of(by_style, said_by)
        return number, min(int(level), LEVELS - 1) if (level or "").isdecimal() else 0

    def _level_of(self, number: str | None, style: str | None) -> str | None:
        """The level of a list that belongs to a style."""
        kind = self._kind_of(number)
        for one in kind.findall(f"{W}lvl") if kind is not None else []:
            if value(one, "pStyle") == style:
                return one.get(f"{W}ilvl")
        return None

    def _kind_of(self, number: str | None) -> etree._Element | None:
        for _step in range(DEEPEST):
            kind = self._kinds.get(value(self._lists.get(number), "abstractNumId") or "")
            linked = value(kind, "numStyleLink")
            if not linked:
                return kind
            number = self._styles.in_a_list(linked)[0]
        return None

    def _level(self, number: str, kind: etree._Element, level: int) -> etree._Element | None:
        """What is said of a level, by the list itself or by its kind."""
        own = self._override(number, level)
        own = own.find(f"{W}lvl") if own is not None else None
        levels = {one.get(f"{W}ilvl"): one for one in kind.findall(f"{W}lvl")}
        return own if own is not None else levels.get(str(level))

    def _override(self, number: str, level: int) -> etree._Element | None:
        rows = self._lists[number].findall(f"{W}lvlOverride")
        return next((row for row in rows if row.get(f"{W}ilvl") == str(level)), None)

    def _count(self, number: str, kind: etree._Element, level: int) -> None:
        counts = self._counts.setdefault(kind.get(f"{W}abstractNumId"), [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for place in range(LEVELS):
                # A list that begins anew, although it is of the same kind as one before.
                if value(self._override(number, place), "startOverride") is not None:
                    counts[place] = None
        for place in range(level):
            if counts[place] is None:
                counts[place] = self._start(number, kind, place)
        here = counts[level]
        counts[level] = self._start(number, kind, level) if here is None else here + 1
        for place in range(level + 1, LEVELS):
            after = value(self._level(number, kind, place), "lvlRestart")
            if after is None or level < int(after):
                counts[place] = None

    def _start(self, number: str, kind: etree._Element, level: int) -> int:
        anew = value(self._override(number, level), "startOverride")
        start = anew or value(self._level(number, kind, level), "start")
        return int(start) if start is not None else 0

    def _written(self, number: str, kind: etree._Element, level: int) -> str:
        here = self._level(number, kind, level)
        if here is None:
            return ""
        if value(here, "numFmt") == "bullet":
            return _bullet(here)
        plain = here.find(f"{W}isLgl") is not None
        counts = self._counts[kind.get(f"{W}abstractNumId")]

        def numbered(match: re.Match) -> str:
            place = int(match[1]) - 1
            form = value(self._level(number, kind, place), "numFmt") or "decimal"
            return _formatted("decimal" if plain else form, counts[place] or 0)

        return re.sub(r"%([1-9])", numbered, value(here, "lvlText") or "")


def _bullet(level: etree._Element) -> str:
    """A tick, a cross or a box where the list has one, which says something; else a dot."""
    drawn = value(level, "lvlText") or ""
    sign = sign_of(value(level, "rPr/rFonts", "ascii"), ord(drawn)) if len(drawn) == 1 else ""
    return sign if sign and sign in BULLETS_THAT_SAY else BULLET


def _formatted(form: str, number: int) -> str:
    if form not in FORMATS:
        raise Unreadable(STRANGE_NUMBERS)
    return FORMATS[form](number)
