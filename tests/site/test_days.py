"""No test breaks by the calendar: none takes its day while it is being read, or that of a moment
where it is not yet day here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# The day in UTC, which is another one in the first hour of a summer's day; `localdate()` is ours.
DAY_IN_UTC = re.compile(r"(_at|timezone\.now\(\))\.date\(\)")
READ_THE_CLOCK = {"localdate", "localtime", "today", "now", "time"}


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is read: all but the bodies of its functions."""
    yield node
    children = ast.iter_child_nodes(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        children = [*getattr(node, "decorator_list", []), *node.args.defaults]
    for child in children:
        yield from _run_at_import(child)


def clock_read_in(text: str) -> list[int]:
    """The lines on which a module asks for the day or the time while it is being read."""
    calls = [node for node in _run_at_import(ast.parse(text)) if isinstance(node, ast.Call)]
    names = [(call.lineno, ast.unparse(call.func).rpartition(".")[2]) for call in calls]
    return [line for line, name in names if name in READ_THE_CLOCK]


@pytest.mark.parametrize("file", sorted(TESTS.rglob("*.py")), ids=lambda file: file.name)
def test_no_test_takes_its_day_while_it_is_read(file):
    assert clock_read_in(file.read_text(encoding="utf-8")) == []


def test_a_day_taken_at_import_is_found():
    text = "TODAY = timezone.localdate()\n\ndef today():\n    return localdate()\n"
    assert clock_read_in(text) == [1]
    assert clock_read_in("@mark(days=date.today())\ndef test():\n    pass\n") == [1]


@pytest.mark.parametrize(
    "folder", ["tests", "accounts", "foundations", "actions", "evidence", "oversight"]
)
def test_nothing_takes_the_day_of_a_moment_in_utc(folder):
    files = sorted((TESTS.parent / folder).rglob("*.py"))
    found = [file.name for file in files if DAY_IN_UTC.search(file.read_text(encoding="utf-8"))]
    assert files
    assert found == []


def test_the_day_of_a_moment_in_utc_is_found():
    assert DAY_IN_UTC.search("update.posted_at" + ".date() == today")
    assert not DAY_IN_UTC.search("localdate(update.posted_at) == today")
