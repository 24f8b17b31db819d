"""What a workbook would change, cell by cell, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.models import SubAction
from evidence.files.bringing.columns import Column
from evidence.files.bringing.rows import Fault, Line

from .columns import CHANGED, SET, STATUS, WRITTEN, in_words


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
