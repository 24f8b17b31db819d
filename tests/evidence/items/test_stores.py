"""Where files are kept: a folder outside the web root, or an S3-compatible store, by configuration
alone.
"""

import re
import socket
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.files.storage.handler import StorageHandler
from django.core.management import call_command
from django.test import Client

from evidence.models import EvidenceItem
from promise_tracker.evidence_store import evidence_storage
from tests import object_store as stores
from tests.factories import FileEvidenceFactory
from tests.object_store import object_store, settings_of

BUCKET = "promises"


@pytest.fixture
def store():
    with object_store() as server:
        yield server


@pytest.fixture
def s3(store, monkeypatch):
    """The storage that the settings build when the environment names a bucket, at the store of this
    test.
    """
    for name, value in settings_of(store, BUCKET).items():
        monkeypatch.setenv(name, value)
    stay_on_this_machine(monkeypatch)
    return built(monkeypatch)


def built(monkeypatch) -> Storage:
    """The storage of the present environment, and the field of evidence items keeping its files
    there.
    """
    storage = StorageHandler({"evidence": evidence_storage()})["evidence"]
    monkeypatch.setattr(EvidenceItem._meta.get_field("file"), "storage", storage)
    return storage


def stay_on_this_machine(monkeypatch) -> None:
    connect = socket.socket.connect

    def guarded(line, address):
        assert address[0] == "127.0.0.1", f"A request to {address} left the machine."
        return connect(line, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def test_a_file_is_saved_read_and_deleted_in_an_s3_store(s3, store):
    name = s3.save("0123abcd", ContentFile(b"minutes of a day"))
    assert store.kept == {f"/{BUCKET}/{name}": b"minutes of a day"}
    assert s3.exists(name)
    with s3.open(name) as kept:
        assert kept.read() == b"minutes of a day"
    s3.delete(name)
    assert store.kept == {}
    assert {command for command, _path in store.asked} == {"PUT", "HEAD", "GET", "DELETE"}


def test_a_large_file_is_kept_in_one_piece(s3, store):
    s3.put("0123", ContentFile(b"x" * 9 * 1024 * 1024))
    assert store.asked == [("PUT", f"/{BUCKET}/0123")]


def test_all_files_of_an_s3_store_are_listed_but_those_in_folders(s3, monkeypatch):
    monkeypatch.setattr(stores, "AT_ONCE", 2)
    names = [f"{number:032x}" for number in range(5)]
    for name in [*names, "aside/2026-03-03/0123"]:
        s3.put(name, ContentFile(b"minutes of a day"))
    found = s3.files()
    assert [file.name for file in found] == names
    told = {(file.size, f"{file.written_at:%d %B %Y}") for file in found}
    assert told == {(16, "03 March 2020")}


def test_the_weekly_check_mends_an_s3_store_too(s3, store, monkeypatch, db):
    monkeypatch.setitem(storages._storages, "evidence", s3)
    lost, kept = FileEvidenceFactory(), FileEvidenceFactory()
    s3.delete(lost.file.name)
    s3.put("f" * 32, ContentFile(b"of a server that was killed"))

    call_command("check_files", stdout=StringIO())

    assert list(store.kept) == [f"/{BUCKET}/{kept.file.name}"]
    assert list(EvidenceItem.objects.with_lost_file()) == [lost]


def test_two_files_of_one_name_do_not_overwrite_each_other(s3, store):
    first, second = s3.save("same", ContentFile(b"1")), s3.save("same", ContentFile(b"2"))
    assert first != second
    assert sorted(store.kept.values()) == [b"1", b"2"]


def test_a_file_in_an_s3_store_is_served_as_from_a_folder(s3, store, board, signed_in, db):
    item = FileEvidenceFactory()
    assert list(store.kept) == [f"/{BUCKET}/{item.file.name}"]
    answer = signed_in(board).get(f"/evidence/{item.pk}/file/")
    assert answer.getvalue() == b"%PDF-1.7 as it was stored"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_gone_from_an_s3_store_is_a_clear_404(s3, store, board, signed_in, db):
    item = FileEvidenceFactory()
    store.kept.clear()
    assert signed_in(board).get(f"/evidence/{item.pk}/file/").status_code == 404


def test_without_a_bucket_files_go_into_a_folder_of_this_machine(monkeypatch, tmp_path):
    monkeypatch.delenv("EVIDENCE_S3_BUCKET", raising=False)
    monkeypatch.setenv("EVIDENCE_FOLDER", str(tmp_path))
    built(monkeypatch)
    EvidenceItem().file.save("Jo Smith.pdf", ContentFile(b"x"), save=False)
    (kept,) = tmp_path.iterdir()
    assert re.fullmatch(r"[0-9a-f]{32}", kept.name)
    assert kept.stat().st_mode & 0o077 == 0


def test_the_folder_lies_outside_everything_that_is_served(db, board, signed_in):
    item = FileEvidenceFactory()
    kept = Path(item.file.path)
    folders = [
        entry[1] if isinstance(entry, tuple) else entry for entry in settings.STATICFILES_DIRS
    ]
    for folder in map(Path, [settings.STATIC_ROOT, *folders]):
        assert not kept.is_relative_to(folder)
        assert not folder.is_relative_to(kept.parent)
    for start in ("/", "/static/", "/uploads/", "/static/../uploads/", f"/static/{kept.parent}/"):
        for client in (signed_in(board), Client()):
            assert client.get(f"{start}{kept.name}").status_code == 404


def test_the_default_folder_is_not_one_of_the_folders_of_static_files(monkeypatch):
    monkeypatch.delenv("EVIDENCE_FOLDER")
    folder = Path(evidence_storage()["OPTIONS"]["location"])
    assert folder == settings.BASE_DIR / "uploads"
    assert "/uploads/" in (settings.BASE_DIR / ".gitignore").read_text("utf-8").splitlines()
