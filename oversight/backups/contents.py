"""What a database holds, so that two can be compared: a line for each table, its rows and a hash of
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.apps import apps
from django.db.models import FileField

from accounts.history import FIRST_SEAL
from accounts.models import Change

HISTORY, MIGRATIONS = Change._meta.db_table, "django_migrations"

# Files may go just after the moment that a backup shows: then it shows a later one.
TRIES = 30
KEEPS_CHANGING = "Files were deleted so fast that no moment held them all. Try again."
NOT_AS_SAID = "The database in the backup is not what its list says; these are different:"


class Refused(Exception):
    """Why it was not done, in a sentence that says what to do."""


# Is told, as soon as a moment is known, which files its rows name, and says whether it was in time
# to have them all.
Take = Callable[[list[str]], bool]


@dataclass(frozen=True)
class Table:
    """How many rows a table has, and a hash of them all that does not know their order."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """All that a database holds. `sequences` is what each counter stands at, `migrations` are
    those that were run, `files` the names that rows give to files, `history` the end of the history
    as `verify_history` says it.
    """

    tables: dict[str, Table]
    sequences: dict[str, str]
    migrations: list[str]
    files: list[str]
    history: str

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Contents:
        """Raises KeyError or TypeError where it says something else."""
        values = {field.name: said[field.name] for field in fields(cls)}
        values |= {name: list(map(str, values[name])) for name in ("migrations", "files")}
        values["tables"] = {name: Table(**table) for name, table in values["tables"].items()}
        return cls(**values)

    def differing(self, other: Contents) -> list[str]:
        """What is not alike in both: the names of tables and counters, and of the rest."""
        ours, theirs = self.tables | self.sequences, other.tables | other.sequences
        names = [name for name in ours | theirs if ours.get(name) != theirs.get(name)]
        rest = ["migrations", "files", "history"]
        return sorted(names) + [
            name for name in rest if getattr(self, name) != getattr(other, name)
        ]


def table_of(rows: Iterable[bytes]) -> Table:
    """The rows of a table, each as bytes, put together."""
    # Sorted, since two databases sort texts each in its own way.
    digests = sorted(hashlib.sha256(row).digest() for row in rows)
    return Table(len(digests), hashlib.sha256(b"".join(digests)).hexdigest())


def contents(cursor: Any, tables: dict[str, Table], sequences: dict[str, str]) -> Contents:
    """The contents of the database behind a cursor of any driver, whose tables are known."""
    return Contents(
        tables=tables,
        sequences=sequences,
        migrations=_migrations(cursor) if MIGRATIONS in tables else [],
        files=file_names(cursor, tables),
        history=_history(cursor) if HISTORY in tables else "",
    )


def file_names(cursor: Any, tables: Iterable[str]) -> list[str]:
    """The names of all files that rows of these tables name, in order."""
    names: set[str] = set()
    for table, column in _file_columns():
        if table in tables and column in columns(cursor, table):
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608 - ours
            names |= {_text(name) for (name,) in cursor.fetchall() if name}
    return sorted(names)


def columns(cursor: Any, table: str) -> list[str]:
    """The names of the columns of a table."""
    cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608 - a name of the database itself
    return [column[0] for column in cursor.description]


def _file_columns() -> list[tuple[str, str]]:
    models = apps.get_models(include_auto_created=True)
    found = [(model, field) for model in models for field in model._meta.concrete_fields]
    is_file = [(model, field) for model, field in found if isinstance(field, FileField)]
    return [(model._meta.db_table, field.column) for model, field in is_file]


def _migrations(cursor: Any) -> list[str]:
    cursor.execute(f"SELECT app, name FROM {MIGRATIONS}")  # noqa: S608 - no text from outside
    return sorted(f"{_text(app)}.{_text(name)}" for app, name in cursor.fetchall())


def _history(cursor: Any) -> str:
    cursor.execute(f"SELECT count(*) FROM {HISTORY}")  # noqa: S608 - no text from outside
    [(lines,)] = cursor.fetchall()
    cursor.execute(f"SELECT seal FROM {HISTORY} ORDER BY id DESC LIMIT 1")  # noqa: S608 - as above
    [(seal,)] = cursor.fetchall() or [(FIRST_SEAL,)]
    return f"{lines}:{_text(seal)}"


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
