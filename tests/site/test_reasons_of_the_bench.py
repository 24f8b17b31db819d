"""A figure over its goal says in its row what stands in the way."""

import json
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
        ("over: statements", "over: statements (one a kind)"),
        (
            "over: time, over: statements",
            "over: time, over: statements (half of it is drawing; one a kind)",
        ),
        ("met", "met"),
    ],
)
def test_a_row_over_its_goal_says_why(monkeypatch, verdict, said):
    monkeypatch.setattr(table, "REASONS", {"call": "half of it is drawing"})
    monkeypatch.setattr(table, "BESIDES", {("call", "statements"): "one a kind"})
    assert table._line({**ROW, "name": "call", "verdict": verdict}).endswith(f"| {said} |")
    assert table._line({**ROW, "name": "history", "verdict": verdict}).endswith(f"| {verdict} |")


@pytest.mark.parametrize(("figure", "said"), [(11, "over (many texts)"), (10, "met")])
def test_a_figure_of_the_whole_says_why_too(monkeypatch, figure, said):
    monkeypatch.setattr(table, "OF_THE_WHOLE", {"history as CSV": "many texts"})
    one = {"name": "history as CSV, µs of each of 9 lines", "goal": 10, "figure": figure}
    assert table._whole([one])[-1].endswith(f"| {said} |")


def results(*, f1: float = 1, times: float = 1) -> list[dict]:
    """What was measured of one operation at two sizes; at the larger one `times` as much."""
    return [
        {
            "size": size,
            "database": "SQLite",
            "floors": {"F0": 0.1, "F1d": 1, "F1": f1},
            "memory": 1,
            "rows": [{**ROW, "name": "call", "verdict": "met", "times": grown}],
            "whole": [],
        }
        for size, grown in (("S", 1), ("S10", times))
    ]


@pytest.mark.parametrize(
    ("figures", "code"), [({}, 0), ({"f1": 1.51}, 1), ({"times": 1.2}, 1), ({"times": 1.1}, 0)]
)
def test_a_missed_floor_and_growth_count_too(monkeypatch, tmp_path, figures, code):
    files = []
    for number, one in enumerate(results(**figures)):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(one), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["table", *map(str, files)])
    assert table.main() == code


def test_what_grows_says_why():
    assert "- Why, at S10: the same hundred sub-actions" in table._growth(results(times=2))


def test_reasons_are_of_operations_with_a_goal_of_time():
    timed = {name for name, goal in GOALS.items() if goal.times is not None}
    assert {*REASONS} <= timed
