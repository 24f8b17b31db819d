"""From the embedded SQLite to PostgreSQL: every row as it is, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import DatabaseError, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from environ import Env

from .contents import Refused, Table, table_of
from .databases import another, database
from .postgresql import ITS_TIME, count_rows, tables
from .restoring import known_migrations

TARGET = "target"
AT_ONCE = 500
NO_POSTGRESQL = (
    "That names no PostgreSQL. Write postgres://user:password@host:5432/name (signs such as @ and "
    "/ of a password as %40 and %2F)."
)
NO_SQLITE = "This installation runs on PostgreSQL already."
NOT_EMPTY = (
    "The database {name} is not empty: it has {count} tables, such as {first}. Name one that was "
    "just made: createdb --encoding=UTF8 --template=template0 NAME"
)
NOT_MIGRATED = "The database is not of this version. Run manage.py migrate first."
UNKNOWN = "The tables {names} are not the product's, and would be lost. Nothing was moved."
NOT_MOVED = "Nothing was moved: the new database is empty as before, and the old one as it was."


class CacheEntry(models.Model):
    """The cache's table, which has no model of its own."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        apps = Apps()
        app_label = "cache"
        db_table = "cache"

    def __str__(self) -> str:
        return self.cache_key


def move_to(url: str, *, using: str = "default") -> dict[str, Table]:
    """Copy all rows into the PostgreSQL at this address; returns what each table holds there, which
    is what it holds here. Raises Refused, and then the new database is as it was.
    """
    if connections[using].vendor != "sqlite":
        raise Refused(NO_SQLITE)
    with another(TARGET, _config_of(url)):
        try:
            _may_be_filled()
            # Nobody writes meanwhile; and whoever kills it leaves an empty database.
            with transaction.atomic(using=using), transaction.atomic(using=TARGET):
                moved = _moved(using)
            count_rows(TARGET)
            return moved
        except DatabaseError as error:
            raise Refused(f"PostgreSQL says: {error}. {NOT_MOVED}") from error


def _moved(using: str) -> dict[str, Table]:
    _is_ready(using)
    with connections[TARGET].cursor() as cursor:
        cursor.execute(ITS_TIME)
        call_command("migrate", database=TARGET, verbosity=0, skip_checks=True)
        # Rows come in before those that they name; migrations have asked for another way.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        there = set(tables(cursor))
    moving = [model for model in _models() if model._meta.db_table in there]
    for model in moving:
        # What the migrations have written themselves.
        model._base_manager.using(TARGET).all()._raw_delete(TARGET)
    for model in moving:
        _copy(model, using)
    _set_sequences(moving, using)
    return {model._meta.db_table: _alike(model, using) for model in moving}


def _models() -> list[type[models.Model]]:
    own = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    real = [model for model in own if not model._meta.proxy]
    return [*real, MigrationRecorder.Migration, CacheEntry]


def _is_ready(using: str) -> None:
    held = database(using).held(using)
    if set(held.migrations) != known_migrations():
        raise Refused(NOT_MIGRATED)
    ours = {model._meta.db_table for model in _models()} | _made_of_others(using)
    others = [name for name in held.tables if name not in ours and not name.startswith("sqlite_")]
    if others := [name for name in others if held.tables[name].rows]:
        raise Refused(UNKNOWN.format(names=", ".join(sorted(others))))


def _made_of_others(using: str) -> set[str]:
    """Indexes of words, which every database fills by itself."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')")
        return {name for (name,) in cursor.fetchall()}


def _may_be_filled() -> None:
    with connections[TARGET].cursor() as cursor:
        if there := tables(cursor):
            name = connections[TARGET].settings_dict["NAME"]
            raise Refused(NOT_EMPTY.format(name=name, count=len(there), first=there[0]))


def _columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _rows(model: type[models.Model], using: str) -> Iterator[tuple]:
    names = [field.attname for field in _columns(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    return rows.iterator(chunk_size=AT_ONCE)


def _copy(model: type[models.Model], using: str) -> None:
    """Neither save() nor what fields set by themselves has a say: values go as they are."""
    connection, fields = connections[TARGET], _columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    insert = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - no text from outside
    rows = _rows(model, using)
    with connection.cursor() as cursor:
        while some := list(islice(rows, AT_ONCE)):
            try:
                cursor.executemany(insert, [_for_target(fields, row, connection) for row in some])
            except (DatabaseError, ValueError) as error:
                # PostgreSQL holds what SQLite does not: lengths, and no sign of number nought.
                said = f"PostgreSQL does not take a row of {model._meta.db_table}: {error}."
                raise Refused(f"{said} {NOT_MOVED}") from error


def _for_target(fields: list[models.Field], row: tuple, connection: Any) -> list:
    pairs = zip(fields, row, strict=True)
    return [field.get_db_prep_save(value, connection) for field, value in pairs]


def _set_sequences(moving: list[type[models.Model]], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        last = dict(cursor.fetchall())
    with connections[TARGET].cursor() as cursor:
        for model in moving:
            table, column = model._meta.db_table, model._meta.pk.column
            if number := last.get(table):
                sequence = "pg_get_serial_sequence(quote_ident(%s), %s)"
                cursor.execute(f"SELECT setval({sequence}, %s)", [table, column, number])


def _alike(model: type[models.Model], using: str) -> Table:
    ours, theirs = (table_of(map(_as_bytes, _rows(model, alias))) for alias in (using, TARGET))
    if ours != theirs:
        raise Refused(f"The table {model._meta.db_table} differs in both databases. {NOT_MOVED}")
    return theirs


def _as_bytes(row: tuple) -> bytes:
    # The same value from both databases: JSON by its content, a moment in its own zone.
    return json.dumps(row, default=str, sort_keys=True).encode()


def _config_of(url: str) -> dict:
    # Asked first: of a word that it does not know, the reader of addresses prints the password too.
    if Env.DB_SCHEMES.get(url.partition("://")[0]) != "django.db.backends.postgresql":
        raise Refused(NO_POSTGRESQL)
    try:
        config = Env.db_url_config(url)
    except (KeyError, ValueError) as error:
        raise Refused(NO_POSTGRESQL) from error
    if not config.get("NAME"):
        raise Refused(NO_POSTGRESQL)
    return config
