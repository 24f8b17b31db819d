"""What stands in a pack, whatever kind of file it becomes: sections of sentences, tables and what
people said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from django.utils.html import strip_tags

from accounts.words import Cell, day
from foundations.models import Edition

from ..board.answer import WORST_FIRST
from ..rounds.past import Record
from ..small.rule import Cell as Count
from .models import Form

AUDIENCES = {Form.BOARD: "For the Oversight Board", Form.MEMBERS: "For elected members"}
APART = re.compile(r"<i>(.*?)</i>", re.DOTALL)
PARAGRAPH = re.compile(r"<(p|li|caption)\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """Rows below one line of heads; `key` names its sheet. Of each column `shares` says how much of
    the width it takes; `marks` are those of the groups that stand before the rows, if any do.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    shares: tuple[int, ...]
    empty: str = "None."
    marks: list[str] = field(default_factory=list)

    kind = "table"

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each head, and whether numbers stand below it."""
        first = self.rows[0] if self.rows else self.heads
        cells = zip(self.heads, first, strict=True)
        return [(head, isinstance(cell, int)) for head, cell in cells]

    @property
    def percents(self) -> list[int]:
        """Of each column how much of the width it takes, in a hundred."""
        return [100 * share // sum(self.shares) for share in self.shares]

    @property
    def lines(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """Each row with its mark, empty where it has none."""
        marks = self.marks or [""] * len(self.rows)
        return list(zip(marks, self.rows, strict=True))


@dataclass(frozen=True)
class Sentence:
    """A paragraph of our own words."""

    words: str

    kind = "sentence"

    @property
    def after_word(self) -> str:
        """What follows the first word of the answer, which is set apart."""
        first, _stop, rest = self.words.partition(". ")
        return rest if first in WORST_FIRST else self.words


@dataclass(frozen=True)
class Voice:
    """What somebody said, as it was typed, and who (never by name) and when."""

    words: str
    said_by: str
    is_answer: bool = False

    kind = "voice"


Block = Table | Sentence | Voice


@dataclass(frozen=True)
class Section:
    """A part of a pack under a heading."""

    key: str
    title: str
    blocks: list[Block]

    @property
    def tables(self) -> list[Table]:
        return [one for one in self.blocks if isinstance(one, Table)]

    @property
    def sentences(self) -> list[Sentence]:
        return [one for one in self.blocks if isinstance(one, Sentence)]


@dataclass(frozen=True)
class Contents:
    """All of a pack. `made` says how it was made, by labels; `record` is what its charts are drawn
    of, the same of which its sections were read; `counted` how many attendances count towards the
    target, as far as that is told.
    """

    form: Form
    edition: Edition
    council: str
    record: Record
    sections: list[Section]
    made: list[tuple[str, str]]
    number: int
    counted: Count

    @property
    def on(self) -> date:
        return self.edition.closed_on

    @property
    def title(self) -> str:
        return f"{self.form.label}: {self.edition.round}, as at {day(self.on)}"

    @property
    def audience(self) -> str:
        return AUDIENCES[self.form]

    @property
    def after_the_answer(self) -> list[Section]:
        """All sections but the first, which has a sheet of its own."""
        return self.sections[1:]

    @property
    def tables(self) -> list[Table]:
        return [table for section in self.sections for table in section.tables]

    def sentences(self) -> Iterator[tuple[str, str]]:
        """All that is in no table: the title of its section, and the words."""
        for section in self.sections:
            for one in section.blocks:
                if isinstance(one, Sentence):
                    yield section.title, one.words
                elif isinstance(one, Voice):
                    yield section.title, f"“{one.words}” ({one.said_by})"


def paragraphs(markup: str) -> list[str]:
    """The paragraphs and lines of a list that a page of ours draws, as plain words: a file says
    what the page says.
    """
    found = (unescape(strip_tags(_quoted(words))) for _tag, words in PARAGRAPH.findall(markup))
    return [" ".join(words.split()) for words in found]


def _quoted(markup: str) -> str:
    """What a page sets apart by its letters, a file sets apart by quotes."""
    return APART.sub(r"“\1”", markup)
