"""The parts of a workbook: its cells as they are shown, its texts, pivot tables and charts."""

from __future__ import annotations

import re

from ..limits import ROWS, TEXT, TOO_LONG, TOO_MANY_ROWS, Refused
from ..tables.labels import Columns, plain_number
from ..tables.rows import line_of
from .active import refuse_active_formula
from .markup import Markup
from .number_formats import Shape

FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"} | {
    "calculatedColumnFormula",
    "totalsRowFormula",
}
HEADERS = {f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")}
PLACE = re.compile(r"[A-Z]+")
# The cells of a sheet, and those that are remembered of another workbook.
CELLS = {"c", "cell"}
LAST_COLUMN = 16_384


class Numbers(Markup):
    """A part in which a bare number may be a person's, and formulas stand."""

    numbers_in_texts = True

    def text(self, name: str, text: str) -> None:
        if name in FORMULAS:
            refuse_active_formula(text)
        super().text(name, text)


class Foreign(Numbers):
    """A part of a kind that no office program knows: there any number may be a person's."""

    numbers_in_attributes = True


class Strings(Numbers):
    """The texts that the cells of a workbook share: `strings`, and which of them were `used`."""

    def __init__(self):
        super().__init__()
        self.strings: list[str] = []
        self.used: set[int] = set()
        self._size = 0

    def ends(self, name: str) -> None:
        if name != "si":
            super().ends(name)
            return
        self.strings.append("".join(text for text, *_changes in self._blocks.pop()))
        self._size += len(self.strings[-1])
        if self._size > TEXT:
            raise Refused(TOO_LONG)

    def take(self, number: str) -> str:
        """The text of a cell that names it by its number; empty if there is none."""
        place = int(number) if number.isdigit() else -1
        self.used.add(place)
        return self.strings[place] if 0 <= place < len(self.strings) else ""

    def unused(self) -> list[str]:
        """The texts that no cell shows."""
        return [text for place, text in enumerate(self.strings) if place not in self.used]


class Workbook:
    """What the sheets of one workbook share: texts, how numbers are shown, how many rows."""

    def __init__(self, strings: Strings, shapes: list[Shape]):
        self.strings, self._shapes, self._rows = strings, shapes, 0

    def shown(self, value: str, style: str) -> str:
        """A number as its cell shows it, as far as its format adds noughts or words to it."""
        number = plain_number(value)
        place = int(style) if style.isdecimal() else 0
        if not number.isdecimal() or place >= len(self._shapes):
            return number
        before, noughts, behind = self._shapes[place]
        return f"{before}{number.zfill(noughts)}{behind}"

    def count_row(self) -> None:
        """Raises Refused when the sheets have more rows than can be checked."""
        self._rows += 1
        if self._rows > ROWS:
            raise Refused(TOO_MANY_ROWS)


class Sheet(Numbers):
    """A sheet of a workbook, or what a workbook remembers of a sheet of another."""

    def __init__(self, workbook: Workbook):
        super().__init__()
        self._workbook = workbook
        self._columns = Columns()
        self._row: list[str] = []
        self._cell: dict[str, str] | None = None
        self._value = ""

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name in CELLS:
            self._cell, self._value = attributes, ""
        elif name == "row":
            self._row = []
        else:
            super().begins(name, attributes)

    def attributes(self, name: str, pairs: list[tuple[str, str]]) -> None:
        if name not in CELLS and name != "row":
            super().attributes(name, pairs)

    def text(self, name: str, text: str) -> None:
        if name == "v" and self._cell is not None:
            self._value = text
        elif name in HEADERS:
            self.say(_header(text))
        else:
            super().text(name, text)

    def ends(self, name: str) -> None:
        if name == "is" and self._cell is not None:
            self._value = "".join(text for text, *_changes in self._blocks.pop())
        elif name in CELLS:
            self._put(self._cell or {})
            self._cell = None
        elif name == "row":
            if line := line_of(self._columns, self._row):
                self._workbook.count_row()
                self.found.append(line)
        else:
            super().ends(name)

    def _put(self, cell: dict[str, str]) -> None:
        letters = PLACE.match(cell.get("r", ""))
        place = _number_of(letters[0]) if letters else len(self._row)
        if not self._value or place >= LAST_COLUMN:
            return
        self._row.extend([""] * (place + 1 - len(self._row)))
        self._row[place] = self._shown(cell.get("t", "n"), cell.get("s", ""))

    def _shown(self, type_: str, style: str) -> str:
        if type_ == "s":
            return self._workbook.strings.take(self._value)
        return self._workbook.shown(self._value, style) if type_ == "n" else self._value


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _header(text: str) -> str:
    """The words of a page's header, without the signs for place, type and size."""
    parts = re.sub(r"&[LCR]", " | ", text)
    return re.sub(r'&(?:"[^"]*"|\d{1,3} ?|K[0-9A-F+\-]{6}|[A-Z])', "", parts)


class PivotFields(Numbers):
    """The fields of a pivot table's memory, and the values that they share."""

    def __init__(self):
        super().__init__()
        self.fields: list[str] = []

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        super().begins(name, attributes)
        if name == "cacheField":
            self.fields.append(attributes.get("name", ""))
        elif self.fields and "v" in attributes:
            self.say(*Columns([self.fields[-1]]).read([plain_number(attributes["v"])]))


# How deep the values of a row lie: records, a record, its value.
VALUE_OF_A_ROW = 3


class PivotRows(Numbers):
    """The rows of a pivot table's memory: those of a sheet that may long be gone."""

    def __init__(self, fields: list[str]):
        super().__init__()
        self._columns, self._row = Columns(fields), []

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        super().begins(name, attributes)
        if name == "r":
            self._row = []
        elif len(self._path) == VALUE_OF_A_ROW:
            self._row.append("" if name == "x" else attributes.get("v", ""))

    def ends(self, name: str) -> None:
        super().ends(name)
        if name == "r":
            self.found.append(line_of(self._columns, self._row))


class Chart(Numbers):
    """A chart: the figures that it remembers go by the name of their series."""

    def __init__(self):
        super().__init__()
        self._columns = Columns()

    def text(self, name: str, text: str) -> None:
        if name != "v":
            super().text(name, text)
        elif "tx" in self._path:
            self._columns = Columns([text])
            self.say(text)
        else:
            self.say(*self._columns.read([plain_number(text)]))


class Properties(Markup):
    """The properties that people gave a file, each with its name."""

    def __init__(self):
        super().__init__()
        self._columns = Columns()

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        super().begins(name, attributes)
        if name == "property":
            self._columns = Columns([attributes.get("name", "")])

    def text(self, name: str, text: str) -> None:
        read = self._columns.read([text])[0]
        if read != text:
            self.say(read)
        else:
            super().text(name, text)
