"""A store of files that is full, away, silent or slow costs nobody what was typed, and is named."""

import errno
import socket
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.test import Client

from accounts import deadline, other_ends
from accounts.other_ends import STORE
from evidence.files.bucket import Bucket
from evidence.files.store import NOT_KEPT, AnswersInTime, Folder, StoreFails
from evidence.items.kept_upload import NOT_FOUND_NOW
from evidence.models import EvidenceItem
from tests.conftest import html_of
from tests.evidence.files.sample_files import picture, upload
from tests.evidence.items.adding import form
from tests.factories import FileEvidenceFactory
from tests.listening import Listening

pytestmark = pytest.mark.django_db
ADDRESS = "/evidence/add/C18/"
WAYS = ["refuses", "says nothing", "says it bit by bit", "fails"]


class Store(Listening):
    """What listens where an S3-compatible store should be."""

    def __init__(self, way: str):
        self.way, self.over = way, threading.Event()
        super().__init__()
        if way == "refuses":
            super().close()

    def close(self) -> None:
        self.over.set()
        super().close()

    def meet(self, line: socket.socket) -> None:
        while line.recv(65536):
            if self.way == "fails":
                line.sendall(b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n")
            while self.way == "says it bit by bit" and not self.over.wait(0.05):
                line.sendall(b"H")
            if self.way == "says nothing":
                self.over.wait(10)
                return


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """A store that is waited for a little, and nothing remembered of other tests."""
    monkeypatch.setattr(STORE, "share", 0.05)
    monkeypatch.setattr(other_ends, "SILENCE", 0.1)
    monkeypatch.setattr(other_ends, "TRIAL", 0.2)
    STORE.answers()
    yield
    STORE.answers()


@pytest.fixture
def use(monkeypatch):
    """Let the product keep its files in this storage."""

    def use_it(storage: AnswersInTime) -> AnswersInTime:
        monkeypatch.setattr(EvidenceItem._meta.get_field("file"), "storage", storage)
        monkeypatch.setitem(storages._storages, "evidence", storage)
        return storage

    return use_it


@pytest.fixture
def bucket(use, monkeypatch):
    """A bucket at a store that behaves in this way."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    made = []

    def make(way: str) -> Bucket:
        made.append(Store(way))
        return use(
            Bucket(
                bucket_name="promises",
                endpoint_url=f"http://127.0.0.1:{made[-1].port}",
                access_key="made-up",
                secret_key="made-up",
                region_name="eu-west-2",
                addressing_style="path",
            )
        )

    yield make
    for store in made:
        store.close()


@pytest.fixture
def full(use, tmp_path, monkeypatch):
    """A folder on a disk that has room for half of a file; returns how to make room."""

    def save_half(folder, name, content):
        half = Path(folder.path(name))
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content.read(8))
        raise OSError(errno.ENOSPC, "No space left on device")

    use(Folder(location=tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", save_half)
        yield patch.undo


@pytest.fixture
def client(signed_in, keeper, call):
    return signed_in(keeper)


def sent(**changes) -> dict:
    values = {"medium": "file", "words": "", "recognisable": "no", "title": "The garden"}
    return form(**values | changes)


def photo():
    return upload("garden.png", picture("png"))


def assert_said_by_the_field(answer) -> None:
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"upload": [NOT_KEPT]}
    assert NOT_KEPT in html_of(answer)
    assert 'value="The garden"' in html_of(answer)
    assert not EvidenceItem.objects.exists()


def test_a_full_folder_is_said_by_the_field_and_leaves_no_half(client, full, tmp_path):
    assert_said_by_the_field(client.post(ADDRESS, sent(upload=photo())))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    full()
    assert client.post(ADDRESS, sent(upload=photo())).status_code == 302
    assert EvidenceItem.objects.get().file.read().startswith(b"\x89PNG")


def test_a_full_folder_does_not_cost_what_else_is_wrong_with_the_form(client, full):
    answer = client.post(ADDRESS, sent(upload=photo(), title=""))
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"title": ["Say what this is called."]}
    assert not answer.context["form"]["upload_kept"].value()


@pytest.mark.parametrize("way", WAYS)
def test_a_store_in_the_network_likewise(way, client, bucket):
    bucket(way)
    assert_said_by_the_field(client.post(ADDRESS, sent(upload=photo())))


@pytest.mark.parametrize("way", WAYS)
def test_health_names_it(way, bucket):
    bucket(way)
    answer = Client().get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "failing": ["storage"], "mail": "ok"}


def test_a_file_that_arrived_before_is_there_when_the_store_is_back(client, use, bucket, tmp_path):
    folder = use(Folder(location=tmp_path))
    first = client.post(ADDRESS, sent(upload=photo(), title=""))
    kept = first.context["form"]["upload_kept"].value()
    bucket("refuses")

    answer = client.post(ADDRESS, sent(upload_kept=kept))

    assert answer.context["form"].errors == {"upload": [NOT_FOUND_NOW]}
    again = answer.context["form"]["upload_kept"].value()
    assert "“garden.png” has arrived." in html_of(answer)
    use(folder)
    assert client.post(ADDRESS, sent(upload_kept=again)).status_code == 302
    assert EvidenceItem.objects.get().file_name == "garden.png"


def test_a_file_that_cannot_be_fetched_is_a_page_that_says_so(bucket, use, board, tmp_path):
    folder = use(Folder(location=tmp_path))
    item = FileEvidenceFactory()
    browser = Client(raise_request_exception=False)
    browser.force_login(board)
    bucket("says nothing")
    answer = browser.get(f"/evidence/{item.pk}/file/")
    assert answer.status_code == 503
    assert "Promise Tracker cannot answer just now" in answer.content.decode()
    assert browser.get(f"/evidence/{item.pk}/").status_code == 200
    use(folder)
    assert browser.get(f"/evidence/{item.pk}/file/").status_code == 200


def test_a_folder_that_hangs_is_waited_for_no_longer_than_the_request_may(use, tmp_path):
    over = threading.Event()

    class Hanging(Folder):
        def _save(self, name, content):
            over.wait(10)
            return super()._save(name, content)

    storage = use(Hanging(location=tmp_path))
    deadline.begin()
    with pytest.raises(StoreFails), deadline.at_most(0.2):
        storage.save("0123", ContentFile(b"minutes"))
    over.set()
    deadline.end()


def test_a_folder_that_is_away(client, use, tmp_path):
    (tmp_path / "uploads").write_text("a file where the folder should be")
    use(Folder(location=tmp_path / "uploads"))
    assert_said_by_the_field(client.post(ADDRESS, sent(upload=photo())))


def test_what_is_not_there_is_no_failure_of_the_store(use, tmp_path):
    storage = use(Folder(location=tmp_path))
    with pytest.raises(FileNotFoundError):
        storage.open("0123")
