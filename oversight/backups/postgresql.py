"""PostgreSQL's part of a backup: what `pg_dump` writes, of one moment."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import OperationalError, connections, transaction

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
from .script import Script, tool

SUFFIX = "dump"
# Of one schema, without what an extension has brought there.
OF_OURS = """
    WHERE {schema} = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend WHERE objid = {table}.oid AND deptype = 'e'
    )
"""
TABLES = "SELECT relname FROM pg_class"
TABLES += OF_OURS.format(schema="relnamespace", table="pg_class")
TABLES += " AND relkind IN ('r', 'p') ORDER BY relname"
FUNCTIONS = "SELECT oid::regprocedure FROM pg_proc"
FUNCTIONS += OF_OURS.format(schema="pronamespace", table="pg_proc")
SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"
# What a request may not, this has to; whoever uses a table is waited for a while.
ITS_TIME = """
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '15s'
"""
IN_USE = (
    "Somebody is using the database just now, or it does not answer. Stop the server (gunicorn), "
    "and bring the backup back then."
)
NOT_UTF8 = (
    "The database {name} is not made for all signs of writing. Make it anew (createdb "
    "--encoding=UTF8 --template=template0 {name})."
)
OLDER = "The backup was made on PostgreSQL {theirs}; the server here is the older {ours}."


def server_of(using: str) -> dict[str, str]:
    """What is worth knowing of what the database runs on."""
    return {"version": str(_version(using)), "collation": _settings(using)[1]}


def dump(using: str, to: Path, take: Take) -> Contents:
    """Write the database as it is at one moment into a new file, while others write; returns what
    the file holds. Raises Refused, also where no moment is in time for its files.
    """
    program = tool("pg_dump", _version(using))
    for _try in range(TRIES):
        with _snapshot(using) as (cursor, moment):
            if take(file_names(cursor, tables(cursor))):
                return _dumped(using, to, program, cursor, moment)
    raise Refused(KEEPS_CHANGING)


def _dumped(using: str, to: Path, program: str, cursor: Any, moment: str) -> Contents:
    schema, seen = _schema(cursor), _contents(cursor)
    command = [program, "--format=custom", "--no-owner", "--no-privileges"]
    command += [f"--schema={schema}", f"--snapshot={moment}", "--lock-wait-timeout=60s"]
    _run([*command, f"--file={to}", f"--dbname={_address(using)}"], using)
    there, sequences = Script(to, schema, _version(using)).tables_and_sequences()
    # Counters belong to no transaction: what counts is when pg_dump has read them.
    written = replace(seen, tables=there, sequences=sequences)
    if differing := [name for name in written.differing(seen) if name not in sequences]:
        raise Refused(f"{NOT_AS_SAID} {', '.join(differing)}.")
    return written


def check(using: str, dumped: Path, said: Contents) -> None:
    """Raises Refused where a dump does not hold what is said of it, or does not fit this server."""
    with connections[using].cursor() as cursor:
        schema = _schema(cursor)
    tables, sequences = Script(dumped, schema, _version(using)).tables_and_sequences()
    if differing := replace(said, tables=tables, sequences=sequences).differing(said):
        raise Refused(f"{NOT_AS_SAID} {', '.join(differing)}.")
    if _settings(using)[0] != "UTF8":
        raise Refused(NOT_UTF8.format(name=connections[using].settings_dict["NAME"]))


def held(using: str) -> Contents:
    """What the database holds now."""
    with connections[using].cursor() as cursor:
        cursor.execute(ITS_TIME)
        return _contents(cursor)


def put_back(using: str, dumped: Path, said: Contents) -> None:
    """Write a dump over the database and look whether it holds what is said: in one transaction.
    Raises Refused, and then nothing was changed.
    """
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(ITS_TIME)
            schema = _schema(cursor)
            clear(cursor)
            _say(cursor, Script(dumped, schema, _version(using)))
            # The script has set it to none.
            cursor.execute("SELECT set_config('search_path', quote_ident(%s), false)", [schema])
            if differing := _contents(cursor).differing(said):
                raise Refused(f"{NOT_AS_SAID} {', '.join(differing)}.")
    except OperationalError as error:
        raise Refused(f"{IN_USE} ({error})") from error
    finally:
        connections[using].close()  # with all that was set for it alone
    count_rows(using)


def count_rows(using: str) -> None:
    """Let PostgreSQL look how many rows of what kind have come; later it does so by itself."""
    with suppress(KeyboardInterrupt), connections[using].cursor() as cursor:
        cursor.execute(ITS_TIME)
        cursor.execute("ANALYZE")


def clear(cursor: Any) -> None:
    """Drop every table of the database, and what belongs to it."""
    for table in tables(cursor):
        cursor.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
    cursor.execute(FUNCTIONS)
    for (function,) in cursor.fetchall():
        cursor.execute(f"DROP FUNCTION {function} CASCADE")


def tables(cursor: Any) -> list[str]:
    """The names of the tables in the database, in order."""
    cursor.execute(TABLES)
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def _snapshot(using: str) -> Iterator[tuple[Any, str]]:
    """A cursor that sees one moment, and the name by which others see it too."""
    try:
        with connections[using].cursor() as cursor:
            cursor.execute(ITS_TIME)
            with transaction.atomic(using=using):
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                yield cursor, cursor.fetchone()[0]
    finally:
        connections[using].close()  # with all that was set for it alone


def _contents(cursor: Any) -> Contents:
    found = {name: _table(cursor, name) for name in tables(cursor)}
    cursor.execute(SEQUENCES)
    names = [name for (name,) in cursor.fetchall()]
    return contents(cursor, found, {name: _sequence(cursor, name) for name in names})


def _table(cursor: Any, name: str) -> Table:
    # As pg_dump writes it, so that the rows of both can be compared.
    with cursor.copy(f'COPY "{name}" TO STDOUT') as rows:
        return table_of(map(bytes, rows))


def _sequence(cursor: Any, name: str) -> str:
    cursor.execute(f'SELECT last_value, is_called FROM "{name}"')  # noqa: S608 - the database's own
    last, is_called = cursor.fetchone()
    return f"{last}, {str(is_called).lower()}"


def _say(cursor: Any, script: Script) -> None:
    for statements, copy, rows in script.parts():
        if statements.strip():
            cursor.execute(statements)
        if copy:
            with cursor.copy(copy.decode()) as told:
                for row in rows:
                    told.write(row)


def _run(command: list[str], using: str) -> None:
    password = connections[using].connection.info.password
    env = os.environ | {"PGPASSWORD": password, "PGTZ": "UTC", "PGCONNECT_TIMEOUT": "10"}
    env["LC_ALL"] = "C"  # what it says is read here
    said = subprocess.run(command, env=env, capture_output=True, text=True)  # noqa: S603 - ours
    if os.strerror(errno.ENOSPC) in said.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if said.returncode:
        raise Refused(f"pg_dump could not read the database. It says: {said.stderr.strip()}")


def _address(using: str) -> str:
    """How the database is reached, as PostgreSQL's tools take it; without the password, which
    everybody on this machine could read there.
    """
    return connections[using].connection.info.dsn


def _schema(cursor: Any) -> str:
    cursor.execute("SELECT current_schema()")
    return cursor.fetchone()[0]


def _version(using: str) -> int:
    connections[using].ensure_connection()
    return connections[using].pg_version // 10_000


def _settings(using: str) -> tuple[str, str]:
    """How the database writes signs, and by which rules it sorts."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database "
            "WHERE datname = current_database()"
        )
        return cursor.fetchone()
