"""The sessions of a sheet, or every fault that speaks against it, each with its row and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from evidence.files.sheets import NO_RESULT

from ..reasons import Heads, heads_reasons, number_reasons
from .cells import EMPTY, FORMULA, READERS, Known, UnreadableError, fold, quoted
from .columns import (
    AUDIENCE,
    COLUMNS,
    DATE,
    HEADCOUNT,
    HEADING,
    KIND,
    LIVED,
    LIVED_NUMBER,
    OF_THE_SESSION,
    SERVICE,
    SESSION,
    SUB_ACTIONS,
    Column,
)
from .entries import Attendance, Content, Entry, in_order


@dataclass(frozen=True)
class Fault:
    """Something that speaks against a sheet, where it stands."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return (
            f"Row {self.row}, column {self.column}: {self.reason}"
            if self.column
            else f"Row {self.row}: {self.reason}"
        )


@dataclass
class Line:
    """One line of a sheet: the values by column, and what is wrong with it."""

    row: int
    values: dict[Column, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, column: Column, reason: str) -> None:
        self.faults.append(Fault(self.row, column.name, reason))


def read_sessions(rows: list[list[str]], known: Known) -> tuple[list[Entry], list[Fault]]:
    """The sessions of a sheet that are in order, and the faults of all its rows."""
    heading, faults = _read_heading(rows[0] if rows else [])
    if faults:
        return [], faults
    lines = [
        _read_line(row, cells, heading, known)
        for row, cells in enumerate(rows[1:], start=2)
        # Empty rows stay in the count: the row that a fault names is the row of the spreadsheet.
        if any(cells)
    ]
    if not lines:
        return [], [
            Fault(
                2, "", "There is no session in this sheet. Write the first one below the headings."
            )
        ]
    sessions = _together(lines)
    for first, *others in sessions:
        for line in others:
            _compare_lines(first, line)
    # One faulty line makes its whole session one that cannot be read.
    sound = [session for session in sessions if not any(line.faults for line in session)]
    return [_entry_of(session) for session in sound], [
        fault for line in lines for fault in line.faults
    ]


def _read_heading(cells: list[str]) -> tuple[list[Column | None], list[Fault]]:
    """The column at each place of the first row, and what is wrong with that row."""
    # Without a column that is known nothing below it can be read, so these faults come alone.
    by_name = {fold(column.name): column for column in COLUMNS}
    found = [by_name.get(fold(cell)) for cell in cells]
    return found, [
        *(
            _unknown_column(cell)
            for cell, column in zip(cells, found, strict=True)
            if cell and column is None
        ),
        *(
            Fault(
                1,
                column.name,
                "This column is missing. The first row of the sheet holds the headings.",
            )
            for column in COLUMNS
            if column.required and column not in found
        ),
        *(
            Fault(1, column.name, "This column is there twice.")
            for column in COLUMNS
            if found.count(column) > 1
        ),
    ]


def _unknown_column(cell: str) -> Fault:
    return Fault(
        1,
        quoted(cell),
        f"There is no such column. Take it out. The columns are: {', '.join(HEADING)}.",
    )


def _read_line(row: int, cells: list[str], heading: list[Column | None], known: Known) -> Line:
    """One line with each cell read; what is missing or cannot be read is a fault of the line."""
    line = Line(row)
    # A short line lacks its last cells; a long one has some that belong to no column.
    places = list(zip_longest(heading[: len(cells)], cells))
    texts = {column: cell for column, cell in places if column}
    if any(cell and column is None for column, cell in places):
        line.faults.append(
            Fault(row, "", "There is something in a column that has no heading. Take it out.")
        )
    for column in COLUMNS:
        _read_cell(line, column, texts.get(column, ""), known)
    _check_rules(line)
    return line


def _read_cell(line: Line, column: Column, text: str, known: Known) -> None:
    if text == NO_RESULT:
        line.refuse(column, FORMULA)
    elif not text and column in EMPTY:
        line.values[column] = EMPTY[column]
    elif not text:
        line.refuse(column, "This cell is empty.")
    else:
        try:
            line.values[column] = READERS[column](text, known)
        except UnreadableError as error:
            line.refuse(column, str(error))


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
