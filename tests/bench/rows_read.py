"""How many rows the database looks at for a page, those included that it throws away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# What begins and ends a transaction: of most of it the drivers say nothing.
FRAME = ("BEGIN", "SAVEPOINT", "RELEASE")


@dataclass
class Statements:
    """Notes what is asked of the database: `with connection.execute_wrapper(statements)`."""

    asked: list[tuple[str, Any]] = field(default_factory=list)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if not sql.startswith(FRAME):
            self.asked.append((sql, params))
        return execute(sql, params, many, context)


def rows_read(asked: list[tuple[str, Any]]) -> int | None:
    """How many rows PostgreSQL reads for these statements, from tables and indexes, each time that
    it does, and those thrown away by a condition; None on SQLite, which does not tell.
    """
    if connection.vendor != "postgresql":
        return None
    return sum(_of_plan(_plan(sql, params)) for sql, params in asked if is_read(sql))


def is_read(sql: str) -> bool:
    """Whether a statement only reads."""
    return sql.lstrip("( ").upper().startswith(("SELECT", "WITH")) and "FOR NO KEY" not in sql


def _plan(sql: str, params: Any) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        return cursor.fetchone()[0][0]["Plan"]


def _of_plan(node: dict) -> int:
    below = sum(_of_plan(child) for child in node.get("Plans", []))
    thrown = sum(node[name] for name in node if name.startswith("Rows Removed by"))
    # What a node hands on was read by those below it, but for those that read a table.
    own = node["Actual Rows"] if "Relation Name" in node else 0
    return below + round((own + thrown) * node["Actual Loops"])
