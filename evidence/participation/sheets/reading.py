"""The sessions of a sheet, or every fault that speaks against it, each with its row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from accounts.words import listed
from evidence.files.bringing.columns import Column, meant_by, names_of
from evidence.files.bringing.layout import Below
from evidence.files.bringing.telling import rows_in_words
from evidence.files.sheets import NO_RESULT

from ..reasons import Heads, heads_reasons, number_reasons
from .cells import FORMULA, Known, UnreadableError
from .columns import (
    AUDIENCE,
    COLUMNS,
    DATE,
    HEADCOUNT,
    KIND,
    LIVED,
    LIVED_NUMBER,
    OF_THE_SESSION,
    SERVICE,
    SESSION,
    SUB_ACTIONS,
)
from .entries import Attendance, Content, Entry, in_order

# What each text of a column says, or why it cannot be read.
Cells = dict[tuple[Column, str], tuple[bool, object]]
EMPTY = "This cell is empty."
SEVERAL_EMPTY = (
    "The columns {} are empty. Fill in each cell, also where it is merged with one above; or "
    "delete the row, if it is no session."
)
OTHER_TABLE = (
    "Another table begins here, with its columns in another order. Move it to a sheet or a file of "
    "its own."
)
NO_LINES = "There is no session in this sheet. Write the first one below the headings."


@dataclass(frozen=True)
class Fault:
    """Something that speaks against a sheet, where it stands."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return _in_words([self.row], self.column, self.reason)


@dataclass
class Line:
    """One line of a sheet: the values by column, and what is wrong with it."""

    row: int
    values: dict[Column, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, column: Column, reason: str) -> None:
        self.faults.append(Fault(self.row, column.name, reason))


def with_empty_joined(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The same faults, but one for all the empty cells of a row."""
    for row, of_row in groupby(faults, key=attrgetter("row")):
        told = list(of_row)
        empty = [fault.column for fault in told if fault.reason == EMPTY]
        if len(empty) > 1:
            told = [fault for fault in told if fault.reason != EMPTY]
            told.append(Fault(row, "", SEVERAL_EMPTY.format(listed(empty))))
        yield from told


def told_once(faults: Iterable[Fault]) -> list[str]:
    """The faults in words, each once with all the rows in which it stands."""
    rows = defaultdict(list)
    for fault in faults:
        rows[fault.column, fault.reason].append(fault.row)
    return [_in_words(at, *which) for which, at in rows.items()]


def _in_words(rows: list[int], column: str, reason: str) -> str:
    where = rows_in_words(rows).capitalize()
    return f"{where}, column {column}: {reason}" if column else f"{where}: {reason}"


def read_sessions(found: Below, known: Known) -> tuple[list[Entry], list[Fault]]:
    """The sessions of the lines of a sheet that are in order, and the faults of all its lines."""
    if not found.lines:
        return [], [Fault(found.heading_row + 1, "", NO_LINES)]
    if other := next((row for row, texts in found.lines if _are_headings(texts)), None):
        return [], [Fault(other, "", OTHER_TABLE)]
    cells: Cells = {}
    lines = [_read_line(row, texts, known, cells) for row, texts in found.lines]
    sessions = _together(lines)
    for first, *others in sessions:
        for line in others:
            _compare_lines(first, line)
    # One faulty line makes its whole session one that cannot be read.
    sound = [session for session in sessions if not any(line.faults for line in session)]
    return [_entry_of(session) for session in sound], [
        fault for line in lines for fault in line.faults
    ]


def _are_headings(texts: dict[Column, str]) -> bool:
    """Whether each cell of a line names a column."""
    told = [text for text in texts.values() if text]
    return len(told) > 1 and all(meant_by(text, names_of(COLUMNS)) for text in told)


def _read_line(row: int, texts: dict[Column, str], known: Known, cells: Cells) -> Line:
    """One line with each cell read; what is missing or cannot be read is a fault of the line."""
    line = Line(row)
    for column in COLUMNS:
        text = texts.get(column, "")
        # Thousands of lines hold few different texts: each is read once.
        if (column, text) not in cells:
            cells[column, text] = _read_cell(column, text, known)
        is_read, said = cells[column, text]
        if is_read:
            line.values[column] = said
        else:
            line.refuse(column, said)
    _check_rules(line)
    return line


def _read_cell(column: Column, text: str, known: Known) -> tuple[bool, object]:
    """Whether a cell can be read, and what it says; or else why not."""
    if text == NO_RESULT:
        return False, FORMULA
    if not text:
        return (False, EMPTY) if column.required else (True, column.empty)
    try:
        return True, column.reader(text, known)
    except UnreadableError as error:
        return False, str(error)


def _check_rules(line: Line) -> None:
    """What the form of a session would say against this line as a whole."""
    values = line.values
    # A line of a download names its session, and leaves open how many they were.
    is_stored = str(values.get(SESSION, "")).isdigit() and not values.get(LIVED_NUMBER)
    if LIVED in values and LIVED_NUMBER in values and not is_stored:
        for reason in number_reasons(values[LIVED], values[LIVED_NUMBER]):
            line.refuse(LIVED_NUMBER, reason)
    if {DATE, AUDIENCE, SERVICE} <= values.keys():
        # A headcount of 1, which is never wrong: the real one was judged in its own cell.
        for reason in heads_reasons(Heads(values[AUDIENCE], 1, values[SERVICE]), values[DATE]):
            line.refuse(SERVICE, reason)


def _together(lines: list[Line]) -> list[list[Line]]:
    """The lines of each session: those with the same number or letter, and each of the others
    alone.
    """
    sessions: dict[object, list[Line]] = {}
    for line in lines:
        # A row is a number and what a cell says is text, so the two never meet.
        sessions.setdefault(line.values.get(SESSION) or line.row, []).append(line)
    return list(sessions.values())


def _compare_lines(first: Line, line: Line) -> None:
    """What is of the session, not of one audience, is alike on all its lines."""
    for column in OF_THE_SESSION:
        said, here = first.values.get(column), line.values.get(column)
        # What could not be read has its own fault already.
        if said is not None and here is not None and said != here:
            line.refuse(column, f"This differs from row {first.row}, which is the same session.")


def _entry_of(session: list[Line]) -> Entry:
    values = session[0].values
    content = Content(
        held_on=values[DATE],
        kind=values[KIND],
        lived_experience=values[LIVED],
        lived_number=values[LIVED_NUMBER],
        sub_actions=values[SUB_ACTIONS],
        audiences=in_order(_attendance_of(line.values) for line in session),
    )
    return Entry(
        session[0].row, int(values[SESSION]) if values[SESSION].isdigit() else None, content
    )


def _attendance_of(values: dict[Column, object]) -> Attendance:
    service = values[SERVICE]
    return Attendance(values[AUDIENCE], service.pk if service else 0, values[HEADCOUNT])
