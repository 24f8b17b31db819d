"""How a sheet is laid out: which sheet of the file it is, where its headings stand and which column
is what; and the lines that stand below them so.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError

from accounts.days import read_day

from ..sheets import NO_RESULT
from .columns import Column, key_of
from .files import Sheet, Worksheet

TOTAL = re.compile(r"(grand |sub ?|overall )?totals?\b|sum\b|all together\b")
# A day stored as a number, and how many fewer it has where days are counted from 1904.
PLAIN_NUMBER, LATER_IN_1904 = re.compile(r"[34567]\d{4}(?:\.\d+)?", re.ASCII), 1462
ABOVE, AGAIN, HIDDEN = "above the headings", "the headings again", "hidden"
A_TOTAL = "numbers alone, as in a total"
A_NOTE = "one text alone, as in a heading, a subtotal or a note"
FEWEST = 4  # columns of which one text may be a note: of few, most may be unfinished
NOTHING_READ = "nothing in the columns that are read"


@dataclass(frozen=True)
class Layout:
    """Which sheet of a file is read (the first is 0), in which row its headings stand (the first
    is 1; 0 where there are none), at which place each column is, and what is said once for all
    rows, both by the column's name.
    """

    worksheet: int = 0
    heading_row: int = 1
    places: dict[str, int] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    leaves_hidden: bool = False
    # Names that several columns claim: only a person can say which is meant.
    doubtful: tuple[str, ...] = ()
    # Names of columns that are told by what stands below a heading that does not say it.
    by_values: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict) -> Layout:
        """The layout that `as_json` wrote."""
        lists = {name: tuple(told.get(name, ())) for name in ("doubtful", "by_values")}
        return cls(**told | lists)

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        """The columns that are needed and neither found nor said once for all rows."""
        told = self.places.keys() | self.given.keys()
        return [column for column in columns if column.required and column.name not in told]

    def is_whole(self, columns: Sequence[Column]) -> bool:
        """Whether a sheet can be read so without a question."""
        return not self.doubtful and not self.by_values and not self.missing(columns)

    def headings(self, sheet: Sheet) -> list[str]:
        """The headings of the sheet that is read."""
        return self.headings_in(sheet.worksheets[self.worksheet])

    def headings_in(self, worksheet: Worksheet) -> list[str]:
        """The same of one sheet."""
        at = self.heading_row
        return worksheet.rows[at - 1] if 0 < at <= len(worksheet.rows) else []

    def heading(self, sheet: Sheet, place: int) -> str:
        """The heading of a column; empty where it has none."""
        headings = self.headings(sheet)
        return headings[place] if place < len(headings) else ""


@dataclass(frozen=True)
class Below:
    """What stands below the headings: its lines, each with its row and its texts by column, and
    the rows that are no lines, each with the reason.
    """

    heading_row: int
    lines: list[tuple[int, dict[Column, str]]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def below(
    worksheet: Worksheet,
    layout: Layout,
    columns: Sequence[Column],
    merged: Sequence[Column] = (),
) -> Below:
    """The lines of a sheet under its headings. Empty rows are passed over without a word. In the
    columns `merged` a cell that is one over several rows is said of each of them.
    """
    places = [(column, layout.places.get(column.name)) for column in columns]
    given = {column: layout.given.get(column.name, "") for column in columns}
    heading = layout.headings_in(worksheet)
    hidden = set(worksheet.hidden_rows if layout.leaves_hidden else ())
    of_merged = {
        column: worksheet.merged_at(place)
        for column, place in places
        if place is not None and column in merged
    }
    found = Below(layout.heading_row)
    for number, cells in enumerate(worksheet.rows, start=1):
        if not any(cells) or number == layout.heading_row:
            continue
        texts = {
            column: _day_as_stored(cells[place], worksheet) if column.is_day else cells[place]
            for column, place in places
            if place is not None and place < len(cells) and cells[place]
        }
        reason = _left_out(number, cells, texts, layout, heading, hidden)
        above = {column: rows.get(number, "") for column, rows in of_merged.items()}
        texts = {
            column: _day_as_stored(text, worksheet) if column.is_day else text
            for column, text in above.items()
            if text
        } | texts
        if reason := reason or _beside_the_lines(texts, layout):
            found.left_out.append((number, reason))
        else:
            found.lines.append((number, given | texts))
    return found


def _day_as_stored(text: str, worksheet: Worksheet) -> str:
    """A day that is stored as a plain number, as other workbooks count it: from the end of 1899."""
    if worksheet.counts_from_1904 and PLAIN_NUMBER.fullmatch(text):
        return str(int(text.partition(".")[0]) + LATER_IN_1904)
    return text


def _left_out(
    number: int,
    cells: list[str],
    texts: dict[Column, str],
    layout: Layout,
    heading: list[str],
    hidden: set[int],
) -> str:
    """Why a row is no line of the sheet; empty for one that is."""
    if number < layout.heading_row:
        return ABOVE
    if number in hidden:
        return HIDDEN
    if not texts:
        return NOTHING_READ
    return AGAIN if cells == heading else ""


def _beside_the_lines(texts: dict[Column, str], layout: Layout) -> str:
    """Why a row stands only beside the lines."""
    words = {column: text for column, text in texts.items() if not column.is_number}
    # No line has numbers alone: each says at least on which day something was.
    if all(map(is_total, words.values())):
        return A_TOTAL
    return A_NOTE if len(words) == 1 and _is_note(*words.popitem(), layout) else ""


def _is_note(column: Column, text: str, layout: Layout) -> bool:
    """Whether the only text of a row is none that a line has there. Where others are empty because
    they are merged with those above, the first is so too.
    """
    is_first = column.required and layout.places[column.name] == min(layout.places.values())
    if not is_first or len(layout.places) < FEWEST or text in (*column.words, NO_RESULT):
        return False
    try:
        # Whoever wrote a day began a line, and may not have finished it.
        read_day(text)
    except ValidationError:
        return True
    return False


def is_total(text: str) -> bool:
    """Whether a cell says that its row is a total."""
    return TOTAL.match(key_of(text)) is not None


def letter(place: int) -> str:
    """The letter of a column, as spreadsheets name them: A for the first, AA after Z."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def digest_of(headings: list[str]) -> str:
    """By which headings are known again; they themselves are stored nowhere."""
    keys = [key_of(heading) for heading in headings]
    return hashlib.sha256(json.dumps(keys).encode()).hexdigest()
