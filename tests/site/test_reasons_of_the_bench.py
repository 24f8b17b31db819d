"""A figure over its goal says in its row what stands in the way."""

from dataclasses import fields

import pytest

from tests.bench import table
from tests.bench.goals import GOALS
from tests.bench.reasons import REASONS
from tests.bench.verdicts import Row

ROW = dict.fromkeys((one.name for one in fields(Row)), 0)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("over: time", "over: time (half of it is drawing)"),
        ("over: time, over: statements", "over: time, over: statements (half of it is drawing)"),
        ("over: statements", "over: statements"),
        ("met", "met"),
    ],
)
def test_a_row_that_takes_too_long_says_why(monkeypatch, verdict, said):
    monkeypatch.setattr(table, "REASONS", {"call": "half of it is drawing"})
    assert table._line({**ROW, "name": "call", "verdict": verdict}).endswith(f"| {said} |")
    assert table._line({**ROW, "name": "history", "verdict": verdict}).endswith(f"| {verdict} |")


def test_reasons_are_of_operations_with_a_goal_of_time():
    timed = {name for name, goal in GOALS.items() if goal.times is not None}
    assert {*REASONS} <= timed
