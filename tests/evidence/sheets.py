"""Sheets of sessions for tests: rows, and files made of them."""

from __future__ import annotations

import csv
from io import StringIO

from evidence.sheets.columns import HEADING

from .sample_files import xlsx

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
