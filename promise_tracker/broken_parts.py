"""Which part of the product an error is about: the database, or where files are kept. All else is
our own fault.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

from accounts.other_ends import DATABASE, STORE, NotAsked
from evidence.files.store import StoreFails

# Of SQLite: what is about its file and its disk.
OF_THE_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
# Of the folders of this machine, such as that in which uploads arrive.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
# Of PostgreSQL: a full disk there, and two errors that are no OperationalError to psycopg.
DISK_FULL, READ_ONLY, IDLE_FOR_TOO_LONG = "53100", "25006", "25P03"


def broken_part(error: BaseException | None) -> str:
    """The name of the part that fails, as health calls it; empty where none does."""
    return next(filter(None, map(_part_of, _with_causes(error))), "")


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__


def _part_of(error: BaseException) -> str:
    if isinstance(error, StoreFails) or (isinstance(error, OSError) and error.errno in NO_ROOM):
        return STORE.name
    if isinstance(error, NotAsked):
        return DATABASE.name
    if isinstance(error, DatabaseError | InterfaceError):
        return _part_of_database(error)
    return ""


def _part_of_database(error: DatabaseError | InterfaceError) -> str:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # The lowest byte is the kind; a statement that is wrong is our own fault.
        kind = code & 0xFF
        name = STORE.name if kind in OF_THE_DISK else DATABASE.name
        return "" if kind in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT) else name
    state = getattr(cause, "sqlstate", None)
    if state == DISK_FULL:
        return STORE.name
    is_about_it = isinstance(error, OperationalError | InterfaceError)
    return DATABASE.name if is_about_it or state in (READ_ONLY, IDLE_FOR_TOO_LONG) else ""
