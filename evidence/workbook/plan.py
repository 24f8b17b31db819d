"""What a workbook would change, cell by cell, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.models import SubAction
from evidence.files.bringing.columns import Column
from evidence.files.bringing.layout import letter

from .columns import CHANGED, MARK, SET, STATUS, WRITTEN, in_words


@dataclass(frozen=True)
class Fault:
    """Something that speaks against a workbook: the cell, its column and why; no cell where it is
    about the whole sheet.
    """

    row: int
    cell: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.cell}, {self.column}: {self.reason}" if self.cell else self.reason


@dataclass(frozen=True)
class Cell:
    """A cell that was edited: where it stands, and its old and new value in plain form."""

    address: str
    column: Column
    before: str
    after: str

    @property
    def is_replaced(self) -> bool:
        """Whether it takes the place of something; else it is written for the first time here."""
        return self.column not in WRITTEN

    @property
    def was(self) -> str:
        """What it said, as pages write it."""
        return in_words(self.column, self.before)

    @property
    def becomes(self) -> str:
        """What it says now."""
        return in_words(self.column, self.after)


@dataclass
class Line:
    """A row of the sheet: its texts by column, what each says in plain form, and what is wrong."""

    row: int
    texts: dict[Column, str]
    places: dict[str, int]
    said: dict[Column, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # Of the sub-action, once its mark is read.
    key: str = ""

    def address(self, column: Column) -> str:
        """The cell of a column in this row: B7."""
        return f"{letter(self.places[column.name])}{self.row}"

    def fault(self, column: Column, reason: str) -> Fault:
        """What speaks against a cell; at the mark, against what is done to the whole sub-action."""
        name = f"sub-action {self.key}" if column is MARK and self.key else column.name
        return Fault(self.row, self.address(column), name, reason)

    def refuse(self, column: Column, reason: str) -> None:
        """Keep what speaks against a cell."""
        self.faults.append(self.fault(column, reason))


@dataclass(frozen=True)
class Change:
    """What a row changes of a sub-action, which was read at the version `seen`."""

    line: Line
    sub_action: SubAction
    seen: int
    cells: list[Cell]

    def after(self, column: Column) -> str:
        """What an edited cell says; "" where it was left alone."""
        return next((cell.after for cell in self.cells if cell.column is column), "")

    @property
    def is_said(self) -> bool:
        """Whether it comes with an update."""
        return bool(self.after(CHANGED))

    @property
    def status_stays(self) -> str:
        """The status that its update says again, in words; "" where it says another, or none."""
        if not self.is_said or self.after(STATUS):
            return ""
        return in_words(STATUS, self.sub_action.status)

    @property
    def confirms_kind(self) -> bool:
        """Whether saving what is set also confirms the kind, which nobody has done before."""
        return self.is_set and self.sub_action.kind_confirmed_on is None

    @property
    def is_set(self) -> bool:
        """Whether something that is set for the work is edited."""
        return any(cell.column in SET for cell in self.cells)


@dataclass
class Plan:
    """What would be done with a workbook: what changes, what is wrong, and what is left as it is,
    a sentence each; `rows` says how many it has.
    """

    rows: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
