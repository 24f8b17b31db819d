"""What `dev.py faults` says: the parts by name, and its table."""

import pytest

from tests.faults.part import BOTH
from tests.faults.parts import PARTS, chosen
from tests.faults.report import Tried, printed, written

PROMISE = "No acknowledged write is lost"
HELD = Tried("kills", PROMISE, "sqlite", tried=1200, seconds=90, on="SQLite 3.40")
BROKE = Tried("kills", PROMISE, "postgresql", tried=50, broken=1, sentences=["Una 7 is gone."])
LEFT_OUT = Tried("full-disk", "Full", "sqlite", why_not="a disk of its own takes root")


def test_parts_are_tried_by_name_and_all_without_one():
    assert [part.name for part in chosen(("load", "lost-updates"))] == ["load", "lost-updates"]
    assert len(chosen(())) == len(PARTS) > 8


def test_an_unknown_part_is_refused_with_those_that_there_are():
    with pytest.raises(SystemExit) as refused:
        chosen(("load", "weather"))
    assert "has no part called weather. " in str(refused.value)
    assert all(name in str(refused.value) for name in PARTS)


def test_each_part_is_tried_often_on_a_database_that_there_is():
    for part in PARTS.values():
        assert set(part.databases) <= set(BOTH)
        assert 0 <= part.short < part.full


def test_what_was_not_tried_is_never_said_to_hold():
    for table in (printed([LEFT_OUT]), written([LEFT_OUT])):
        row = next(line for line in table.splitlines() if "sqlite" in line)
        assert "not tried" in row
        assert " 0 " not in row
    assert "not tried: a disk of its own takes root" in written([LEFT_OUT])
    assert not LEFT_OUT.is_broken


def test_the_table_has_numbers_versions_and_what_broke():
    table = written([HELD, BROKE])
    assert f"| {PROMISE} | sqlite | 1,200 | 0 | 1.5 |" in table
    assert f"| {PROMISE} | postgresql | 50 | 1 | 0.0 |" in table
    assert "Una 7 is gone." in table
    assert "SQLite 3.40" in table.splitlines()[0]
    assert "Una 7 is gone." in printed([BROKE])
    assert (HELD.is_broken, BROKE.is_broken) == (False, True)
