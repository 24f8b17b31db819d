"""What would become of the rows of a register, what is asked, and what speaks against it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Service, User
from accounts.words import day
from actions.models import Action, SubAction
from actions.status import Status
from evidence.files.bringing.rows import Fault, Line

from .columns import COMMENT, TITLE
from .offering import Offer

# What a row may become besides a sub-action, by its key.
NEW, OUT = "new", "out"


@dataclass(frozen=True)
class Said:
    """What the update of a row says: how it goes on which day, its words, and by what it is known
    again.
    """

    status: str
    on: date
    completed_on: date | None
    comment: str
    digest: str

    @property
    def words(self) -> str:
        """The status and its day, as pages write them."""
        status = Status(self.status).short.capitalize()
        done = f", completed on {day(self.completed_on)}" if self.completed_on else ""
        return f"{status}, as at {day(self.on)}{done}"


@dataclass(frozen=True)
class Cell:
    """What a row sets: its words, what stands there now, and what stands there then."""

    name: str
    was: str
    becomes: str


@dataclass
class Row:
    """A row of the register: what it may be, what it becomes, and what is left out of it."""

    line: Line
    offers: list[Offer] = field(default_factory=list)
    # NEW, OUT, the key of a sub-action, or "" where that is asked.
    becomes: str = ""
    sub_action: SubAction | None = None
    # Under which a new one comes: one that there is, or the title of a local one that is added.
    action: Action | None = None
    new_action: str = ""
    service: Service | None = None
    # By the fields of a sub-action.
    values: dict[str, date | list[User]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    said: Said | None = None
    notes: list[str] = field(default_factory=list)
    why_out: str = ""

    @property
    def number(self) -> int:
        return self.line.row

    @property
    def title(self) -> str:
        """What the row says will be done."""
        return self.line.said.get(TITLE, "")

    @property
    def comment(self) -> str:
        """Its words of how it goes."""
        return self.line.said.get(COMMENT, "")

    @property
    def field_name(self) -> str:
        """The field that asks what it becomes."""
        return f"row_{self.number}"

    @property
    def is_new(self) -> bool:
        """Whether it becomes a local sub-action."""
        return self.becomes == NEW

    @property
    def confirms_kind(self) -> bool:
        """Whether saving what is set also confirms the kind, which nobody has done before."""
        stored = self.sub_action
        return bool(stored and self.values and stored.kind_confirmed_on is None)

    @property
    def comes_in(self) -> bool:
        """Whether it would change anything."""
        return self.is_new or bool(self.sub_action and (self.values or self.said))

    @property
    def reason(self) -> str:
        """Why a day that was set before is another now: the words of the row."""
        return self.comment if any(cell.was for cell in self.cells) else ""

    @property
    def why(self) -> str:
        """Why it is the sub-action that it becomes."""
        return next((one.why for one in self.offers if one.sub_action == self.sub_action), "")


@dataclass
class Plan:
    """What would be done with a register. `needs` are the questions about the whole sheet that it
    puts, and `words` those about what a word means, by the name of the field; `open` says what is
    not answered yet, a sentence each.
    """

    rows: list[Row] = field(default_factory=list)
    # What new work may come under, and who may keep it, by key and by number.
    actions: dict[str, Action] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Rows that are none of the register, each with the reason.
    left_out: list[tuple[int, str]] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    @property
    def coming(self) -> list[Row]:
        """The rows that would change something."""
        return [row for row in self.rows if row.comes_in]

    @property
    def digest(self) -> str:
        """By which it is told whether it is still what somebody was shown."""
        told = [
            (row.number, row.becomes, row.cells, row.said, getattr(row.sub_action, "version", 0))
            for row in self.coming
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def is_ready(self) -> bool:
        """Whether it can be brought in as it is."""
        return bool(self.coming) and not self.faults and not self.open
