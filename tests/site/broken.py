"""A database that fails in one way, for as long as a test says."""

import sqlite3
from collections.abc import Callable

from django.db import OperationalError

# What a full disk still lets through.
NOTHING_WRITTEN = ("INSERT", "UPDATE", "DELETE")


def of_sqlite(kind: int) -> OperationalError:
    """What Django raises of an error of SQLite."""
    cause, error = sqlite3.OperationalError("made up"), OperationalError("made up")
    cause.sqlite_errorcode = kind
    error.__cause__ = cause
    return error


FULL = of_sqlite(sqlite3.SQLITE_FULL)
LOCKED = of_sqlite(sqlite3.SQLITE_BUSY)


def refusing(error: Exception, of: tuple[str, ...] = ("",)) -> Callable:
    """For `connection.execute_wrapper`: refuses the statements that begin so."""

    def execute(run, sql, params, many, context):
        if sql.startswith(of):
            raise error
        return run(sql, params, many, context)

    return execute
