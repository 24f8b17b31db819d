"""Sheets of sessions for tests: rows, and files made of them."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from evidence.files.bringing.files import Sheet, Worksheet
from evidence.files.bringing.guessing import guess
from evidence.files.bringing.layout import Layout, below
from evidence.models import Session, SessionImport
from evidence.participation.reasons import Heads
from evidence.participation.services import log_session
from evidence.participation.sheets import services as imports
from evidence.participation.sheets.cells import Known
from evidence.participation.sheets.columns import COLUMNS, HEADING
from evidence.participation.sheets.comparing import Plan, examine
from evidence.participation.sheets.entries import Entry
from evidence.participation.sheets.reading import Fault, read_sessions
from tests.conftest import html_of
from tests.evidence.files.sample_files import xlsx

GOOD_ROW = {
    "Date": "3 March 2025",
    "Kind": "Workshop",
    "Audience": "Workforce",
    "Service": "Education",
    "Headcount": "12",
    "Lived experience": "Neither",
}


def line(**changes) -> list:
    """A good line in the order of the headings; keys have underscores for spaces."""
    values = GOOD_ROW | {name.replace("_", " "): value for name, value in changes.items()}
    values |= {"Sub-actions": values.pop("Sub actions", "")}
    values["How many with lived experience"] = values.pop("How many", "")
    return [values.get(name, "") for name in HEADING]


def sheet(*lines: list) -> list[list]:
    """The rows of a sheet with its headings."""
    return [HEADING, *lines]


def csv_of(rows: list[list], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    written = StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_of(rows: list[list]) -> bytes:
    return xlsx(rows)


MANY = [
    line(),
    line(
        Date="4 March 2025", Audience="Community", Service="", Headcount="7", Sub_actions="1.1 1.3"
    ),
    line(Session="A", Date="5 March 2025", Lived_experience="Both", How_many="2"),
    line(
        Session="A",
        Date="5 March 2025",
        Lived_experience="Both",
        How_many="2",
        Service="Housing",
        Headcount="3",
    ),
]


def file_of(rows: list[list], digest: str = "d" * 64, **about) -> Sheet:
    """A file with one sheet of these rows."""
    rows = [[str(cell) for cell in row] for row in rows]
    return Sheet("past.csv", digest, [Worksheet("Sessions", rows, **about)])


def laid_out(found: Sheet) -> Layout:
    """Our guess of how a file is laid out, where nothing is remembered."""
    return guess(found, COLUMNS, lambda digests: {})


def read(rows: list[list], known: Known) -> tuple[list[Entry], list[Fault]]:
    """The sessions of these rows, and what is wrong with them."""
    found = file_of(rows)
    return read_sessions(below(found.worksheets[0], laid_out(found), COLUMNS), known)


def plan_of(found: Sheet) -> Plan:
    """What bringing in a file would do, laid out as we guess."""
    return examine(found, laid_out(found))


def store_checked(by, *lines: list, digest: str = "d" * 64) -> SessionImport:
    """A sheet of these lines, checked and kept by the service alone."""
    found = file_of(sheet(*lines), digest)
    plan = plan_of(found)
    assert plan.faults == []
    return imports.store_checked(by=by, sheet=found, entries=plan.entries, layout=laid_out(found))


def log(by, service, **changes) -> Session:
    """The session of a good line, logged by hand."""
    values = {
        "held_on": date(2025, 3, 3),
        "kind": "workshop",
        "lived_experience": "neither",
        "lived_number": 0,
        "audiences": [Heads("workforce", 12, service)],
        "sub_actions": [],
    }
    return log_session(by=by, **values | changes)


def said(answer) -> str:
    """What a page says, its apostrophes as people see them."""
    return html_of(answer).replace("&#x27;", "'")
