"""On SQLite one writer waits for another no longer than its request may wait altogether."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .deadline import seconds_left, waiting
from .other_ends import DATABASE

# For one statement, in seconds; as in the settings of the database.
LONGEST = 8


def wait_within_deadline(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Teach a new connection to SQLite how long to wait for a lock."""
    if connection.vendor == "sqlite":
        connection.waits_for_lock = LONGEST
        if _timed not in connection.execute_wrappers:
            # First: whoever adds one for a while takes the last away.
            connection.execute_wrappers.insert(0, _timed)


def _timed(execute: Callable, sql: str, params: object, many: bool, context: dict) -> Any:
    connection, most = context["connection"], math.ceil(min(LONGEST, seconds_left()))
    if most != connection.waits_for_lock:
        connection.connection.execute(f"PRAGMA busy_timeout = {most * 1000}")
        connection.waits_for_lock = most
    with waiting():
        found = execute(sql, params, many, context)
    DATABASE.answers()
    return found
