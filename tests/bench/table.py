"""`python -m tests.bench.table RESULT …`: the figures as tables, one row an operation, with its
goal and whether it is met; ends with 1 where one is not.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from .goals import FLOOR, GROWTH
from .reasons import BESIDES, GROWS, OF_THE_WHOLE, REASONS

HEADINGS = [
    "operation",
    "goal × F1",
    "× F1 (10th to 90th)",
    "CPU ms",
    "clock ms",
    "statements (goal)",
    "rows read (goal)",
    "KB raw",
    "KB gzip (goal)",
    "verdict",
]


def main() -> int:
    results = [json.loads(Path(file).read_text(encoding="utf-8")) for file in sys.argv[1:]]
    print("\n".join([_heading(), *(_table(one) for one in results), _growth(results)]))
    missed = [row for one in results for row in one["rows"] if row["verdict"] != "met"]
    missed += [row for one in results for row in one["whole"] if _verdict(row) != "met"]
    missed += [one for one in results if one["floors"]["F1"] > FLOOR * one["floors"]["F1d"]]
    missed += [over for _words, _number, over in _grown_of(results) if over]
    return int(bool(missed))


def _heading() -> str:
    machine = f"{os.cpu_count()} processors ({platform.machine()})"
    day = f"{datetime.now(tz=UTC):%-d %B %Y}"
    return (
        f"# Figures of `python3 dev.py bench`\n\n{day}, {machine}, Python "
        f"{platform.python_version()}.\n"
    )


def _table(result: dict) -> str:
    floors = result["floors"]
    ratio = floors["F1"] / floors["F1d"]
    floor = "met" if ratio <= FLOOR else "over"
    lines = [
        f"## {result['size']} on {result['database']}",
        "",
        f"F0 {floors['F0']:.2f} ms, F1d {floors['F1d']:.2f} ms, F1 {floors['F1']:.2f} ms: "
        f"{ratio:.2f} × F1d (goal {FLOOR}: {floor}). Memory {result['memory']:.0f} MB.",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + " --- |" * len(HEADINGS),
    ]
    lines += [_line(row) for row in result["rows"]]
    return "\n".join([*lines, "", *_whole(result["whole"]), ""])


def _whole(figures: list[dict]) -> list[str]:
    """What is of the whole system and no operation."""
    rows = [
        f"| {one['name']} | {one['goal']:.4g} | {one['figure']:.1f} | "
        f"{_because(_verdict(one), OF_THE_WHOLE.get(one['name'].partition(',')[0]))} |"
        for one in figures
    ]
    return ["| of the whole | goal | figure | verdict |", "|" + " --- |" * 4, *rows]


def _verdict(one: dict) -> str:
    return "met" if one["figure"] <= one["goal"] else "over"


def _line(row: dict) -> str:
    times = "-" if row["times"] is None else f"{row['times']:.1f}"
    spread = "" if row["low"] is None else f" ({row['low']:.1f} to {row['high']:.1f})"
    cells = [
        row["name"],
        _or_none(row["goal"]),
        times + spread,
        f"{row['cpu']:.1f}",
        f"{row['clock']:.1f}",
        f"{row['statements']} ({_or_none(row['statements_goal'])})",
        f"{_or_none(row['rows'])} ({_or_none(row['rows_goal'])})",
        f"{row['raw']:.1f}",
        f"{row['kb']:.1f} ({_or_none(row['kb_goal'])})",
        _with_reason(row),
    ]
    return "| " + " | ".join(cells) + " |"


def _with_reason(row: dict) -> str:
    """The verdict; where something is over its goal, with what stands in the way."""
    over = dict.fromkeys(row["verdict"].split(", ")) if "over" in row["verdict"] else {}
    said = [REASONS.get(row["name"])] if "over: time" in over else []
    said += [BESIDES.get((row["name"], one.removeprefix("over: "))) for one in over]
    return _because(row["verdict"], "; ".join(filter(None, said)))


def _because(verdict: str, reason: str | None) -> str:
    return f"{verdict} ({reason})" if reason and verdict != "met" else verdict


def _or_none(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"


def _growth(results: list[dict]) -> str:
    """How much more than at S each operation costs at the larger sizes, in × F1."""
    lines = [
        f"- {words}: {number - len(over)} of {number} met; over: {', '.join(over) or 'none'}."
        for words, number, over in _grown_of(results)
    ]
    why = [
        f"- Why, at {size}: {GROWS[size]}" for size in GROWS if any(size in one for one in lines)
    ]
    return "\n".join(["## Growth from S, in × F1", "", *lines, *why, ""])


def _grown_of(results: list[dict]) -> Iterator[tuple[str, int, list[str]]]:
    """Of each database and larger size how many operations are compared, and which grow more than
    they should.
    """
    for database in dict.fromkeys(one["database"] for one in results):
        of_size = {one["size"]: one for one in results if one["database"] == database}
        for size, most in GROWTH.items():
            if "S" in of_size and size in of_size:
                pairs = _pairs(of_size["S"]["rows"], of_size[size]["rows"])
                over = [f"{name} {times:.2f}" for name, times in pairs if times > most]
                yield f"{database}, {size} (goal {most})", len(pairs), over


def _pairs(small: list[dict], large: list[dict]) -> list[tuple[str, float]]:
    before = {row["name"]: row["times"] for row in small if row["times"]}
    return [
        (row["name"], row["times"] / before[row["name"]])
        for row in large
        if row["times"] and row["name"] in before
    ]


if __name__ == "__main__":
    sys.exit(main())
