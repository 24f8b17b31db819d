"""A place for backups, tools that fit the server, and a second database that is empty."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.history import record
from oversight.backups.databases import database
from tests.factories import FileEvidenceFactory

from .second import path_to_tools, second

OTHER = "other"


@pytest.fixture(autouse=True)
def tools(request, monkeypatch):
    """Those of the PostgreSQL that the tests bring, where the machine has none that fit."""
    if connection.vendor != "postgresql" or "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue("transactional_db")
    monkeypatch.setenv("PATH", path_to_tools())


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
    with second(OTHER, tmp_path):
        yield OTHER


@pytest.fixture
def council(transactional_db, keeper):
    """A few rows: some with a file, some of history, and a number that was given and is gone."""
    items = [FileEvidenceFactory(added_by=keeper, file__data=b"%PDF-1.7 first")]
    items.append(FileEvidenceFactory(added_by=keeper, file__data=bytes(range(256)) * 50))
    FileEvidenceFactory(added_by=keeper).delete()
    for item in items:
        said = {"before": {}, "after": {"title": item.title}}
        with transaction.atomic():
            record(by=keeper, act="added", thing="evidence", key=str(item.pk), **said)
    write_history(keeper, 0)
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
