"""The rows of a sheet whose cells are read one by one: what each says, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from accounts.days import UNCLEAR, read_day
from accounts.fields import one_line
from accounts.words import is_blank

from ..sheets import NO_RESULT
from .columns import Column
from .layout import letter

FORMULA = (
    "This cell holds a formula. Copy it and paste it there as a value, so that it says what it is "
    "meant to say."
)


@dataclass(frozen=True)
class Fault:
    """Something that speaks against a sheet: the cell, its column and why; no cell where it is
    about the whole sheet.
    """

    row: int
    cell: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.cell}, {self.column}: {self.reason}" if self.cell else self.reason


@dataclass
class Line:
    """A row of the sheet: its texts by column, what each says in plain form, and what is wrong."""

    row: int
    texts: dict[Column, str]
    places: dict[str, int]
    said: dict[Column, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # What a column is called in this row, where that is not its name.
    called: dict[Column, str] = field(default_factory=dict)

    def address(self, column: Column) -> str:
        """The cell of a column in this row: B7; the row itself where the sheet has no such
        column.
        """
        place = self.places.get(column.name)
        return f"Row {self.row}" if place is None else f"{letter(place)}{self.row}"

    def fault(self, column: Column, reason: str) -> Fault:
        """What speaks against a cell."""
        name = self.called.get(column, column.name)
        return Fault(self.row, self.address(column), name, reason)

    def refuse(self, column: Column, reason: str) -> None:
        """Keep what speaks against a cell."""
        self.faults.append(self.fault(column, reason))

    def read(self, columns: Iterable[Column]) -> None:
        """Read the cells of these columns, in plain form; what cannot be read is a fault."""
        for column in columns:
            text = self.texts.get(column, "")
            try:
                if text == NO_RESULT:
                    raise ValidationError(FORMULA)
                self.said[column] = "" if is_blank(text) else column.reader(text, None)
            except ValidationError as error:
                self.refuse(column, error.message)


def read_line(text: str, known: object) -> str:
    """What a cell says, in one line."""
    return one_line(text)


def read_text(text: str, known: object) -> str:
    """What a cell says, in the lines that it has."""
    return "\n".join(text.splitlines())


def read_day_in(text: str, known: object) -> str:
    """The day that a cell says, in ISO form. Raises ValidationError with the reason."""
    try:
        return read_day(text).isoformat()
    except ValidationError as error:
        sentence = UNCLEAR if error.code == "invalid" else error.message
        raise ValidationError(f"“{text[:40]}” is not a day that can be read. {sentence}") from error
