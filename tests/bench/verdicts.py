"""Whether an operation has met its goal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median, quantiles

from .goals import GOALS, RAW_KB, TEN_YEARS
from .measuring import Bench, Figures


@dataclass
class Row:
    """One operation at one size on one database, as it is kept and printed."""

    name: str
    goal: float | None
    times: float | None
    low: float | None
    high: float | None
    cpu: float
    clock: float
    statements: int
    statements_goal: int | None
    rows: int | None
    rows_goal: int | None
    raw: float
    kb: float
    kb_goal: float | None
    verdict: str


def rows_of(bench: Bench, vendor: str, size: str) -> list[dict]:
    """The rows of a bench that has run at this size."""
    return [asdict(_row(name, found, vendor, size)) for name, found in bench.figures.items()]


def _row(name: str, found: Figures, vendor: str, size: str) -> Row:
    goal = GOALS[name]
    spread = quantiles(found.times, n=10) if len(found.times) > 1 else [None, None]
    row = Row(
        name=name,
        goal=goal.times_on(vendor),
        times=median(found.times) if found.times else None,
        low=spread[0],
        high=spread[-1],
        cpu=1000 * median(found.cpu) if found.cpu else 0,
        clock=1000 * median(found.clock) if found.clock else 0,
        statements=found.statements,
        statements_goal=goal.statements,
        rows=found.rows,
        rows_goal=goal.rows if size == TEN_YEARS else None,
        raw=found.raw / 1024,
        kb=found.small / 1024,
        kb_goal=goal.kb,
        verdict="",
    )
    row.verdict = found.wrong or ", ".join(_missed(row)) or "met"
    return row


def _missed(row: Row) -> list[str]:
    over = {
        "time": row.goal is not None and row.times is not None and row.times > row.goal,
        "statements": row.statements_goal is not None and row.statements > row.statements_goal,
        "rows": None not in (row.rows_goal, row.rows) and row.rows > row.rows_goal,
        "bytes": row.kb_goal is not None and row.kb > row.kb_goal,
        "length": row.raw > RAW_KB,
    }
    return [f"over: {name}" for name, is_over in over.items() if is_over]


def floors_of(bench: Bench) -> dict[str, float]:
    """The floors in milliseconds of the processor."""
    return {name: 1000 * median(found.cpu) for name, found in bench.floors.items()}
