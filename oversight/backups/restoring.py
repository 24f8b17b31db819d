"""A backup is brought back: looked through first, then the files, then the database at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from accounts.models import Removal

from . import files
from .archive import DATABASE, NEWER, Archive, Manifest, opened
from .contents import Contents, Refused
from .databases import CALLED, database

OTHER_KIND = (
    "The backup is of {theirs}, and DATABASE_URL names {ours}. Bring it back on {theirs}; "
    "manage.py move_to takes it from SQLite to PostgreSQL."
)
OF_THE_DEMONSTRATION = (
    "The backup is of the demonstration, whose passwords everybody knows: it is never brought back "
    "where real work is done."
)
OF_REAL_WORK = (
    "The backup is of real work, and this is the demonstration, which opens to everybody. Bring it "
    "back where DEMO is off."
)
OLDER_SERVER = (
    "The backup was made on PostgreSQL {theirs}, and the server here is the older {ours}. Bring it "
    "back on {theirs} or newer."
)
HOLDS_SOMETHING = (
    "The database {name} holds something already: {rows} rows in {tables} tables. All of it would "
    "be replaced by the backup; if that is meant, say its name besides, as --replace {name} does."
)
NOT_TOUCHED = "Nothing was changed."


@dataclass(frozen=True)
class Restored:
    """What was brought back. `before` is the end of the history as it was, "" for none;
    `taken_out` the days on which passages were taken out since the backup, which holds them still;
    `files_brought` how many files were not there; `to_migrate` how many migrations are newer.
    """

    manifest: Manifest
    before: str
    taken_out: list[date]
    files_brought: int
    to_migrate: int


def check(path: Path, *, using: str = "default") -> Manifest:
    """Look through a backup as it is done before it is brought back here. Raises Refused."""
    with _said(), _looked_through(path, using) as (archive, _dumped):
        return archive.manifest


def restore(path: Path, *, replace: str = "", using: str = "default") -> Restored:
    """Bring a backup back. `replace` is the name of a database that holds something, and may be
    replaced. Raises Refused, and then the database is as it was.
    """
    with _said(), _looked_through(path, using) as (archive, dumped):
        manifest = archive.manifest
        before = _may_be_replaced(using, replace)
        taken_out = _taken_out_since(manifest.made_at, before, using)
        brought = files.put_back(archive, manifest.files_of_rows())
        database(using).put_back(using, dumped, manifest.contents)
    waiting = len(known_migrations() - set(manifest.contents.migrations))
    return Restored(manifest, before.history, taken_out, brought, waiting)


def known_migrations() -> set[str]:
    """The names of all migrations that this program has."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


@contextmanager
def _looked_through(path: Path, using: str) -> Iterator[tuple[Archive, Path]]:
    """A backup that may be brought back here, and its database in a file of its own."""
    with opened(path) as archive:
        _fits(archive, using)
        with tempfile.TemporaryDirectory(dir=_room(using)) as folder:
            dumped = Path(folder, DATABASE)
            archive.take_out_database(dumped)
            database(using).check(using, dumped, archive.manifest.contents)
            yield archive, dumped


def _fits(archive: Archive, using: str) -> None:
    manifest, vendor = archive.manifest, connections[using].vendor
    if manifest.vendor != vendor:
        theirs = CALLED.get(manifest.vendor, manifest.vendor)
        raise Refused(OTHER_KIND.format(theirs=theirs, ours=CALLED[vendor]))
    if manifest.demo != settings.DEMO:
        raise Refused(OF_THE_DEMONSTRATION if manifest.demo else OF_REAL_WORK)
    if unknown := sorted(set(manifest.contents.migrations) - known_migrations()):
        said = NEWER.format(path=archive.path)
        raise Refused(f"{said} It knows {len(unknown)} migrations more, such as {unknown[0]}.")
    here = database(using).server_of(using)["version"]
    if vendor == "postgresql" and int(manifest.server["version"]) > int(here):
        raise Refused(OLDER_SERVER.format(theirs=manifest.server["version"], ours=here))
    if set(manifest.contents.files) - set(manifest.files) != set(manifest.missing):
        raise Refused("The backup does not hold the files that its rows name.")
    files.check_names(manifest.files)


def _room(using: str) -> Path | None:
    """Where there is room for a database: beside SQLite's file, else where temporary files lie."""
    connection = connections[using]
    return Path(connection.settings_dict["NAME"]).parent if connection.vendor == "sqlite" else None


def _may_be_replaced(using: str, said: str) -> Contents:
    """What the database holds now. Raises Refused where that is something, and nobody said that it
    may go.
    """
    held, name = database(using).held(using), name_of(using)
    if held.tables and said != name:
        rows = sum(table.rows for table in held.tables.values())
        raise Refused(HOLDS_SOMETHING.format(name=name, rows=rows, tables=len(held.tables)))
    return held


def _taken_out_since(moment: datetime, held: Contents, using: str) -> list[date]:
    if Removal._meta.db_table not in held.tables:
        return []
    since = Removal.objects.using(using).filter(made_at__gte=moment).order_by("made_at")
    return [timezone.localdate(at) for at in since.values_list("made_at", flat=True)]


def name_of(using: str) -> str:
    """What the database of an alias is called."""
    return Path(str(connections[using].settings_dict["NAME"])).name


@contextmanager
def _said() -> Iterator[None]:
    """What goes wrong in this block, in a sentence."""
    try:
        yield
    except Refused as error:
        raise Refused(f"{error} {NOT_TOUCHED}") from error
    except (OSError, DatabaseError) as error:
        said = f"The backup could not be brought back ({type(error).__name__}: {error})."
        raise Refused(f"{said} The database is as it was.") from error
