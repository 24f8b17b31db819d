"""A file and the row that names it are stored together or not at all, whatever breaks between."""

import errno
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.db import OperationalError, connections
from django.test import Client

from evidence.files.store import NOT_KEPT, UNFINISHED, Folder, StoreFails
from evidence.models import EvidenceItem
from tests.evidence.files.sample_files import picture, upload
from tests.evidence.items.adding import add_photo, form

ADDRESS = "/evidence/add/C18/"


class Killed(BaseException):
    """As if the process ended here: nothing of ours runs but what a test lets run."""


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of this test alone, in which the product keeps its files."""
    kept = Folder(location=tmp_path)
    monkeypatch.setattr(EvidenceItem._meta.get_field("file"), "storage", kept)
    monkeypatch.setitem(storages._storages, "evidence", kept)
    return tmp_path


@pytest.fixture
def lose(monkeypatch):
    """Let the answer to the next COMMIT that an item waits for be lost: `lose(arrives=True)` after
    the database has done it.
    """

    database = type(connections["default"])
    commit = database._commit

    def once(*, arrives: bool) -> None:
        def lost(self):
            if not EvidenceItem.objects.exists():
                return commit(self)
            monkeypatch.setattr(database, "_commit", commit)
            if arrives:
                commit(self)
            raise OperationalError("server closed the connection unexpectedly")

        monkeypatch.setattr(database, "_commit", lost)

    return once


def sent(**changes) -> dict:
    values = {"medium": "file", "words": "", "recognisable": "no", "title": "The garden"}
    return form(**values | changes)


def photo():
    return upload("garden.png", picture("png"))


def browser_of(person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_file_stays_when_the_answer_to_commit_is_lost(keeper, call, folder, lose):
    browser, words = browser_of(keeper), sent()
    lose(arrives=True)
    assert browser.post(ADDRESS, words | {"upload": photo()}).status_code == 503
    item = EvidenceItem.objects.get()

    assert browser.post(ADDRESS, words | {"upload": photo()}).url == item.get_absolute_url()

    assert browser.get(f"/evidence/{item.pk}/file/").status_code == 200
    assert [path.name for path in folder.iterdir()] == [item.file.name]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_file_whose_row_may_be_stored_is_left_to_the_weekly_check(keeper, call, folder, lose):
    lose(arrives=False)
    browser, words = browser_of(keeper), sent()
    assert browser.post(ADDRESS, words | {"upload": photo()}).status_code == 503
    assert not EvidenceItem.objects.exists()
    [left] = folder.iterdir()

    assert browser.post(ADDRESS, words | {"upload": photo()}).status_code == 302

    item = EvidenceItem.objects.get()
    assert {path.name for path in folder.iterdir()} == {left.name, item.file.name}


@pytest.mark.django_db
def test_the_form_sent_again_puts_a_lost_file_back(keeper, sub_action, folder):
    first = add_photo(keeper, sub_action.item)
    (folder / first.file.name).unlink()

    again = add_photo(keeper, sub_action.item, form_key=first.form_key)

    assert again == first
    assert (folder / first.file.name).read_bytes() == b"a picture"
    assert EvidenceItem.objects.count() == 1


@pytest.mark.django_db
def test_the_form_sent_again_brings_no_file_back_that_was_taken_out(keeper, sub_action, folder):
    first = add_photo(keeper, sub_action.item)
    (folder / first.file.name).unlink()
    EvidenceItem.objects.update(file="")
    assert add_photo(keeper, sub_action.item, form_key=first.form_key) == first
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_the_form_sent_again_says_that_the_store_is_silent(keeper, sub_action, folder, monkeypatch):
    first = add_photo(keeper, sub_action.item)

    def silent(_store, _name):
        raise StoreFails("The store of files did not answer in time.")

    monkeypatch.setattr(Folder, "exists", silent)
    with pytest.raises(ValidationError) as said:
        add_photo(keeper, sub_action.item, form_key=first.form_key)
    assert said.value.message_dict == {"upload": [NOT_KEPT]}
    assert (folder / first.file.name).exists()


@pytest.mark.django_db
def test_a_file_that_cannot_be_taken_back_hides_no_other_fault(
    keeper, sub_action, folder, monkeypatch
):
    def refuse(*_given, **_values):
        raise OperationalError("database is locked")

    def silent(_store, _name):
        raise StoreFails("The store of files did not answer in time.")

    monkeypatch.setattr("evidence.items.services.record", refuse)
    monkeypatch.setattr(Folder, "delete", silent)
    with pytest.raises(OperationalError, match="locked"):
        add_photo(keeper, sub_action.item)


@pytest.mark.parametrize("moment", ["half written", "before it has its name"])
def test_a_server_that_is_killed_leaves_nothing_half_under_a_name(folder, monkeypatch, moment):
    def half(store, name, content):
        Path(store.path(name)).write_bytes(content.read(3))
        raise Killed

    def end(*_given):
        raise Killed

    if moment == "half written":
        monkeypatch.setattr(FileSystemStorage, "_save", half)
    else:
        monkeypatch.setattr(Path, "replace", end)
    with pytest.raises(Killed):
        storages["evidence"].put("0123", ContentFile(b"minutes"))
    assert [path.name.startswith(UNFINISHED) for path in folder.iterdir()] == [True]


def test_a_disk_that_fills_up_leaves_nothing(folder, monkeypatch):
    def full(_file, _to):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("evidence.files.store._on_disk", full)
    with pytest.raises(StoreFails):
        storages["evidence"].put("0123", ContentFile(b"minutes"))
    assert list(folder.iterdir()) == []


def test_a_file_is_put_in_place_of_another(folder):
    storages["evidence"].put("0123", ContentFile(b"half"))
    storages["evidence"].put("0123", ContentFile(b"whole"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"0123": b"whole"}
