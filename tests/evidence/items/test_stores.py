"""Where files are kept: a folder outside the web root, or an S3-compatible store, by configuration
alone.
"""

import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.files.storage.handler import StorageHandler
from django.core.management import call_command
from django.test import Client

from evidence.models import EvidenceItem
from promise_tracker.evidence_store import evidence_storage
from tests.factories import FileEvidenceFactory

BUCKET = "promises"
LINE = (
    "<Contents><Key>{}</Key><Size>16</Size>"
    "<LastModified>2020-03-03T10:00:00.000Z</LastModified></Contents>"
)


class Store(BaseHTTPRequestHandler):
    """As much of an S3-compatible store as keeping a file takes."""

    def do_PUT(self):  # noqa: N802 - the name that http.server calls
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            content = unchunked(content)
        self.server.kept[self.path] = content
        self.say(200)

    def do_HEAD(self):  # noqa: N802 - the name that http.server calls
        self.say(
            200 if self.path in self.server.kept else 404, self.server.kept.get(self.path, b"")
        )

    def do_GET(self):  # noqa: N802 - the name that http.server calls
        path, _, asked = self.path.partition("?")
        if path.strip("/") == BUCKET:
            self.list(dict(parse_qsl(asked)).get("marker", ""))
            return
        self.do_HEAD()
        self.wfile.write(self.server.kept.get(self.path, b""))

    def do_DELETE(self):  # noqa: N802 - the name that http.server calls
        self.server.kept.pop(self.path, None)
        self.say(204)

    def list(self, after: str) -> None:
        """The names that follow this one, two at a time."""
        names = sorted(path.removeprefix(f"/{BUCKET}/") for path in self.server.kept)
        names = [name for name in names if name > after and "/" not in name]
        told = [LINE.format(name) for name in names[:2]]
        if names[2:]:
            told.append(f"<IsTruncated>true</IsTruncated><NextMarker>{names[1]}</NextMarker>")
        content = f"<ListBucketResult>{''.join(told)}</ListBucketResult>".encode()
        self.say(200, content)
        self.wfile.write(content)

    def say(self, status: int, content: bytes = b"") -> None:
        self.server.asked.append((self.command, self.path))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Tue, 03 Mar 2026 10:00:00 GMT")
        self.end_headers()

    def log_message(self, *_args):
        pass


def unchunked(content: bytes) -> bytes:
    """The content of the first chunk: small files come in one."""
    size, _, rest = content.partition(b"\r\n")
    return rest[: int(size.split(b";")[0], 16)]


@pytest.fixture
def store():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    server.kept, server.asked = {}, []
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def s3(store, monkeypatch):
    """The storage that the settings build when the environment names a bucket, at the store of this
    test.
    """
    monkeypatch.setenv("EVIDENCE_S3_BUCKET", BUCKET)
    monkeypatch.setenv("EVIDENCE_S3_ENDPOINT", f"http://127.0.0.1:{store.server_port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
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


def test_all_files_of_an_s3_store_are_listed_but_those_in_folders(s3, store):
    names = [f"{number:032x}" for number in range(5)]
    for name in [*names, "aside/2026-03-03/0123"]:
        s3.put(name, ContentFile(b"minutes of a day"))
    found = s3.files()
    assert [file.name for file in found] == names
    assert {(file.size, f"{file.written_at:%d %B %Y}") for file in found} == {(16, "03 March 2020")}


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
