"""Health answers whatever fails, and says which part it is."""

import shutil

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection, transaction
from django.test import Client

from evidence.files import store
from promise_tracker.health import LARGE

from .broken import FULL, LOCKED, NOTHING_WRITTEN, refusing


def health(browser: Client | None = None) -> tuple[int, dict]:
    answer = (browser or Client()).get("/health/")
    return answer.status_code, answer.json()


def test_when_all_is_well(db):
    assert health() == (200, {"status": "ok", "failing": [], "mail": "ok"})


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OperationalError("server closed the connection"), "database"),
        (LOCKED, "database"),
        (FULL, "storage"),
    ],
)
def test_a_database_that_fails(error, part, keeper, signed_in):
    # Whoever has a session has it read from there on every other page.
    for browser in (Client(), signed_in(keeper)):
        with connection.execute_wrapper(refusing(error)):
            told = {"status": "failing", "failing": [part], "mail": "unknown"}
            assert health(browser) == (503, told)
    assert health()[0] == 200


def test_a_database_that_cannot_write_is_still_asked(db):
    with connection.execute_wrapper(refusing(FULL, of=NOTHING_WRITTEN)):
        assert health()[0] == 200


def test_a_full_folder_of_files(db, monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=store.ROOM - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert health() == (503, {"status": "failing", "failing": ["storage"], "mail": "ok"})


def test_a_folder_that_is_none(db, monkeypatch, tmp_path):
    (tmp_path / "uploads").write_text("a file where the folder should be")
    folder = store.Folder(location=tmp_path / "uploads")
    monkeypatch.setitem(storages._storages, "evidence", folder)
    assert health()[1]["failing"] == ["storage"]


def test_several_at_once(db, monkeypatch):
    monkeypatch.setattr("promise_tracker.health.is_late", lambda _now: True)
    assert health() == (200, {"status": "ok", "failing": ["mail"], "mail": "late"})
    monkeypatch.setattr("evidence.files.store.check_room", no_room)
    assert health()[1] == {"status": "failing", "failing": ["mail", "storage"], "mail": "late"}


def test_database_and_files_at_once(db, monkeypatch):
    monkeypatch.setattr("evidence.files.store.check_room", no_room)
    with connection.execute_wrapper(refusing(OperationalError("server closed the connection"))):
        told = {"status": "failing", "failing": ["database", "storage"], "mail": "unknown"}
        assert health() == (503, told)
    assert health()[1]["failing"] == ["storage"]


def no_room(_folder: str) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture
def only_postgresql_says():
    """What health says of a database that can be read and takes no writes: of SQLite, whose file
    lies on a disk of this machine, `storage` tells it.
    """
    if connection.vendor == "sqlite":
        return 200, {"status": "ok", "failing": [], "mail": "ok"}
    return 503, {"status": "failing", "failing": ["database"], "mail": "ok"}


@pytest.mark.database
def test_a_database_without_room(db, only_postgresql_says):
    with connection.execute_wrapper(refusing(FULL, of=(LARGE,))):
        assert health() == only_postgresql_says
    assert health()[0] == 200


@pytest.mark.database
def test_a_database_that_can_only_be_read(db, only_postgresql_says):
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        assert health() == only_postgresql_says
        transaction.set_rollback(True)


@pytest.mark.database
def test_it_asks_for_more_than_a_query_has_in_memory(db):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64kB'")
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {LARGE}")
            told = " ".join(line for (line,) in cursor.fetchall())
        assert int(told.partition("temp read=")[2].partition("written=")[2].split()[0]) > 100
    assert health()[0] == 200
