"""What a column of a sheet is to whoever brings it in, as data: a subject has a table of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from accounts.searching import fold

IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
WORDS = re.compile(r"\w+")


# Told apart by which they are: their texts would be gone through for each cell.
@dataclass(frozen=True, eq=False)
class Column:
    """A column: its heading, what to write below it, how a cell of it is read (what the subject
    knows comes with the text), and how wide it is in a workbook.
    """

    name: str
    hint: str
    width: int
    reader: Callable[[str, object], object]
    required: bool = True
    # What an empty cell says, where a cell may be empty.
    empty: object = None
    is_number: bool = False
    is_day: bool = False
    words: tuple[str, ...] = ()
    # What other people call it.
    synonyms: tuple[str, ...] = ()
    # Whether one value may stand for all rows where the sheet has no such column.
    for_all: bool = False

    @property
    def explanation(self) -> str:
        """What to write in this column, with the words to choose from."""
        words = f" {', '.join(f'“{word}”' for word in self.words)}." if self.words else ""
        return f"{self.hint}{words}{'' if self.required else ' May be empty.'}"


def key_of(heading: str) -> str:
    """A heading without what people write differently: “No. Sent” becomes “no sent”."""
    return " ".join(WORDS.findall(fold(heading)))


def word_of(text: str) -> str:
    """One of the words of a column without what people write differently, also “Workshops”."""
    return key_of(text).removesuffix("s")


@cache
def names_of(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Every name of these columns, as a key; a column's own name goes before another's synonym."""
    synonyms = {key_of(word): column for column in columns for word in column.synonyms}
    return synonyms | {key_of(column.name): column for column in columns}


def meant_by(heading: str, names: dict[str, Column]) -> Column | None:
    """The column that a heading names, also one with something in brackets behind it."""
    return names.get(key_of(heading)) or names.get(key_of(IN_BRACKETS.sub(" ", heading)))
