"""What files for download cost: of CSV the microseconds of a line above reading it, of workbooks
how they stand to CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from statistics import median

from django.db import connection

from .browser import Browser
from .goals import FILE_STATEMENTS, MICROSECONDS_A_ROW, XLSX
from .measuring import processor_seconds
from .rows_read import Statements, is_read

ROUNDS = 5
# Of fewer lines it cannot be said what each costs beside what is the same for all.
ENOUGH = 500
# Who has it, its address, and filters under which it has no line: what it costs then is no line's.
FILES = {
    "sub-actions": ("board", "/sub-actions/export/", "words=qqqqqq"),
    "sessions": ("champions", "/participation/sessions/export/", "since=2099-12-31"),
    "history": ("administrator", "/history/export/", "since=2099-12-31"),
}
WORKBOOKS = ("sub-actions", "sessions")


def files(browsers: dict[str, Browser], f1: float) -> list[dict]:
    """The figures of each file, beside their goals; `f1` is that floor in seconds."""
    return [
        row
        for name, (who, path, none) in FILES.items()
        for row in _rows(browsers[who], name, f"{path}?format=csv", none, f1)
    ]


def _rows(browser: Browser, name: str, path: str, none: str, f1: float) -> list[dict]:
    lines, seen = _lines(browser, path), Statements()
    assert _lines(browser, f"{path}&{none}") == 0
    with connection.execute_wrapper(seen):
        browser.get(path)
    cost = _cost(lambda: browser.get(path))
    above = cost - _cost(lambda: browser.get(f"{path}&{none}")) - _cost(lambda: _read(seen.asked))
    rows = [(f"{name} as CSV, statements", FILE_STATEMENTS, len(seen.asked))]
    if lines >= ENOUGH:
        words = f"{name} as CSV, µs of each of {lines:,} lines"
        rows.append((words, MICROSECONDS_A_ROW, 1e6 * above / lines))
    if name in WORKBOOKS:
        workbook = _cost(lambda: browser.get(path.replace("csv", "xlsx")))
        goal = XLSX[0] + XLSX[1] * cost / f1
        rows.append((f"{name} for Excel, × F1", goal, workbook / f1))
    return [{"name": name, "goal": goal, "figure": figure} for name, goal, figure in rows]


def _lines(browser: Browser, path: str) -> int:
    text = browser.get(path).sent.decode("utf-8-sig")
    return sum(1 for _line in csv.reader(StringIO(text, newline=""))) - 1


def _cost(call: Callable[[], object]) -> float:
    """The seconds of the processor that a call takes."""
    return median(processor_seconds(call) for _round in range(ROUNDS))


def _read(asked: list[tuple]) -> None:
    """What the statements alone cost, with all their rows brought into this process."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # All rows at once, which the product asks for in pieces.
            cursor.execute("SET statement_timeout = 0")
        for sql, params in ((sql, params) for sql, params in asked if is_read(sql)):
            cursor.execute(sql, params)
            while cursor.fetchmany(2_000):
                pass
