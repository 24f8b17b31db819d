"""Sheets of sessions on their way out: what is on the screen, and the template to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import IO, TYPE_CHECKING

from accounts.spreadsheet import Cell, new_workbook, workbook_of, write_row

from ..models import AudienceKind, LivedExperience, SessionKind
from ..querysets import AudienceQuerySet
from .columns import COLUMNS, DATE, HEADCOUNT, LIVED_NUMBER

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# As many rows below the headings offer a list of words to choose from.
ROWS_TO_FILL = 5_000
# The words of what is stored, looked up once for all lines.
KINDS, AUDIENCES, LIVED_WORDS = (
    dict(words.choices) for words in (SessionKind, AudienceKind, LivedExperience)
)
NUMBERS = (HEADCOUNT, LIVED_NUMBER)
EXAMPLES: list[list[Cell]] = [
    ["", date(2026, 3, 3), "Information session", "Workforce", "", 24, "Neither", "", "1.3"],
    [
        "A",
        date(2026, 5, 12),
        "Workshop",
        "Workforce",
        "",
        15,
        "Designed and delivered it",
        2,
        "1.1, 1.3",
    ],
    [
        "A",
        date(2026, 5, 12),
        "Workshop",
        "Community",
        "",
        6,
        "Designed and delivered it",
        2,
        "1.1, 1.3",
    ],
]
HOW = [
    "One line a session; a session with several audiences has a line for each.",
    "Write on the first sheet, below the headings. Only that sheet is read.",
    "Nothing is written until you have seen what would be added, and pressed the button.",
    "The same session is never added twice: what is in Promise Tracker already is left as it is.",
    "Never write a name. There is no column for one.",
]


def rows_of(audiences: AudienceQuerySet) -> Iterator[list[Cell]]:
    """The lines of a file, one an audience, read as it is written in one statement."""
    for session, held_on, kind, lived, who, service, headcount, keys in audiences.for_file():
        yield [
            session,
            held_on,
            KINDS[kind],
            AUDIENCES[who],
            service or "",
            headcount,
            LIVED_WORDS[lived],
            # Never how many: nobody is to be made out among a few.
            "",
            ", ".join(sorted(keys.split())) if keys else "",
        ]


def sheet_of(audiences: AudienceQuerySet) -> IO[bytes]:
    """A workbook with these audiences, laid out as the template is."""
    return workbook_of(_lay_out, rows_of(audiences))


def template() -> BytesIO:
    """An empty workbook with lists to choose from, and how to fill it in on its second sheet."""
    stream = BytesIO()
    with new_workbook(stream) as book:
        sheet = _lay_out(book)
        for place, column in enumerate(COLUMNS):
            if column.words:
                sheet.data_validation(
                    1,
                    place,
                    ROWS_TO_FILL,
                    place,
                    {"validate": "list", "source": list(column.words)},
                )
        _explain(book)
    return stream


def _lay_out(book: Workbook, name: str = "Sessions") -> Worksheet:
    """A sheet with the headings, which stay in sight, and columns of a sensible width and
    format.
    """
    sheet = book.add_worksheet(name)
    heading, text = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"num_format": "@"}),
    )
    days, numbers = (
        book.add_format({"num_format": "dd/mm/yyyy"}),
        book.add_format({"num_format": "0"}),
    )
    for place, column in enumerate(COLUMNS):
        # Without the format for text, a spreadsheet takes what people type there for a number or a
        # day.
        sheet.set_column(
            place,
            place,
            column.width,
            days if column is DATE else numbers if column in NUMBERS else text,
        )
        sheet.write_string(0, place, column.name, heading)
    sheet.freeze_panes(1, 0)
    return sheet


def _explain(book: Workbook) -> None:
    """The sheets that say what to write in each column, and show it."""
    sheet = book.add_worksheet("How to fill this in")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30, wrapped)
    sheet.set_column(1, 1, 100, wrapped)
    # In cells, not in a picture or a note: a screen reader reads it, and it can be copied.
    lines = [["All of it", sentence] for sentence in HOW] + [
        [column.name, column.explanation] for column in COLUMNS
    ]
    for number, line in enumerate(lines):
        write_row(sheet, number, line)
    examples = _lay_out(book, "Examples")
    for number, line in enumerate(EXAMPLES, start=1):
        write_row(examples, number, line)
