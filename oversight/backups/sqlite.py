"""SQLite's part of a backup: the whole database in one file that is a database itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

from .contents import (
    KEEPS_CHANGING,
    NOT_AS_SAID,
    TRIES,
    Contents,
    Refused,
    Table,
    Take,
    contents,
    file_names,
    table_of,
)

SUFFIX = "sqlite3"
# So long the database may be in use by others before it is left as it is, in seconds.
PATIENCE, PAUSE = 8, 0.25
UNREADABLE = (
    "The database {place} cannot be read ({error}). Stop the server, move that file and those "
    "beside it (-wal, -shm) to another folder, and bring the backup back then."
)
NOT_WRITTEN = "The database could not be written, and is as it was ({error})."
NOT_COMPARED = (
    "The database is that of the backup already, but was not compared with its list. Bring it back "
    "once more."
)
IN_USE = (
    "Somebody is using the database just now. Stop the server (gunicorn), and bring the backup "
    "back then."
)


def server_of(using: str) -> dict[str, str]:
    """What is worth knowing of what the database runs on."""
    return {"version": sqlite3.sqlite_version}


def dump(using: str, to: Path, take: Take) -> Contents:
    """Write the database as it is at one moment into a new file, while others write; returns what
    the file holds. Raises Refused where no moment is in time for its files.
    """
    for _try in range(TRIES):
        to.unlink(missing_ok=True)
        with connections[using].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
        with _opened(to) as database:
            names = file_names(database.cursor(), _tables(database))
        if take(names):
            return _in_dump(to)
    raise Refused(KEEPS_CHANGING)


def check(using: str, dumped: Path, said: Contents) -> None:
    """Raises Refused where a dump does not hold what is said of it."""
    if differing := _in_dump(dumped).differing(said):
        raise Refused(f"{NOT_AS_SAID} {', '.join(differing)}.")


def _in_dump(dumped: Path) -> Contents:
    try:
        with _opened(dumped) as database:
            [(said,)] = database.execute("PRAGMA integrity_check").fetchall()[:1]
            if said != b"ok":
                raise Refused("The database in the backup is damaged.")
            return _contents(database)
    except sqlite3.DatabaseError as error:
        raise Refused("The database in the backup is damaged.") from error


def held(using: str) -> Contents:
    """What the database holds now."""
    place = Path(connections[using].settings_dict["NAME"])
    if not place.exists():
        return Contents({}, {}, [], [], "")
    try:
        with _opened(place) as database:
            return _contents(database)
    except sqlite3.DatabaseError as error:
        raise Refused(UNREADABLE.format(place=place, error=error)) from error


def put_back(using: str, dumped: Path, said: Contents) -> None:
    """Write a dump over the database, whole or not at all. Raises Refused."""
    waits = 0

    def count(status: int, _remaining: int, _total: int) -> None:
        nonlocal waits
        waits += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waits * PAUSE > PATIENCE:
            raise Refused(IN_USE)

    connections[using].ensure_connection()
    target = connections[using].connection
    try:
        # Counted here, not waited for inside of it.
        target.execute("PRAGMA busy_timeout = 0")
        with _opened(dumped) as source:
            source.backup(target, progress=count, sleep=PAUSE)
    except sqlite3.Error as error:
        raise Refused(NOT_WRITTEN.format(error=error)) from error
    finally:
        connections[using].close()
    try:
        differing = held(using).differing(said)
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(NOT_COMPARED) from error
    if differing:
        raise Refused(f"{NOT_AS_SAID} {', '.join(differing)}.")


@contextmanager
def _opened(place: Path) -> Iterator[sqlite3.Connection]:
    # Not by Django: values are compared as they are stored.
    with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = bytes
        yield database


def _contents(database: sqlite3.Connection) -> Contents:
    names = _tables(database)
    tables = {name: _table(database, name) for name in names}
    if names:  # triggers and indexes too
        tables["sqlite_master"] = _table(database, "sqlite_master", "type, name, tbl_name, sql")
    return contents(database.cursor(), tables, _sequences(database, names))


def _tables(database: sqlite3.Connection) -> list[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name.decode() for (name,) in rows]


def _table(database: sqlite3.Connection, name: str, columns: str = "*") -> Table:
    # By its bytes: no other program's way to write a number or a day comes between.
    rows = database.execute(f'SELECT {columns} FROM "{name}"')  # noqa: S608 - the database's own
    return table_of(repr(row).encode() for row in rows)


def _sequences(database: sqlite3.Connection, names: list[str]) -> dict[str, str]:
    if "sqlite_sequence" not in names:
        return {}
    rows = database.execute("SELECT name, seq FROM sqlite_sequence")
    return {f"sequence of {name.decode()}": str(last) for name, last in rows}
