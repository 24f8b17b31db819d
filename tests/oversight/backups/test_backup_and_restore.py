"""A backup holds one moment of the database and its files while people write, and brings exactly
that back.
"""

import os
import stat
import threading
import zipfile
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.history import holds_head
from accounts.models import Removal
from evidence.models import EvidenceItem
from oversight.backups import files, making
from oversight.backups.archive import opened
from oversight.backups.contents import Refused
from oversight.backups.making import make_backup
from oversight.backups.restoring import name_of, restore
from tests.at_once import at_once
from tests.evidence.items import test_stores
from tests.factories import FileEvidenceFactory

from .conftest import damage, holds, lose, write_history

# The fixtures of a store in the network.
s3, store = test_stores.s3, test_stores.store
pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_a_backup_brings_back_every_row_counter_and_file(council, folder, other):
    kept, before = [item.file.read() for item in council], holds()
    made = make_backup(folder)
    assert made.manifest.contents == before
    damage(council[0])
    lose(council[1])

    restored = restore(made.path, using=other)

    assert holds(other) == before
    assert restored.files_brought == 2
    assert [EvidenceItem.objects.get(pk=item.pk).file.read() for item in council] == kept
    # What an address once named is never named again.
    last = EvidenceItem.objects.order_by("pk").last().pk
    there = EvidenceItem.objects.using(other).values().get(pk=last)
    there |= {"id": None, "form_key": "0" * 32}
    assert EvidenceItem.objects.using(other).create(**there).pk == last + 2
    with pytest.raises(Exception, match="History cannot be changed."), transaction.atomic(other):
        connections[other].cursor().execute("DELETE FROM accounts_change")


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(council, folder, other, keeper):
    stopped = threading.Event()

    def write():
        try:
            for number in range(400):
                if stopped.is_set():
                    break
                item = FileEvidenceFactory(
                    added_by=keeper, file__data=b"%PDF" + bytes([number % 256])
                )
                write_history(keeper, number)
                if number % 3 == 0:
                    name = item.file.name
                    EvidenceItem.objects.filter(pk=item.pk).delete()
                    item.file.storage.delete(name)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = make_backup(folder)
    finally:
        stopped.set()
        writer.join()
    assert made.manifest.missing == []
    assert list(made.manifest.files_of_rows()) == made.manifest.contents.files
    restore(made.path, using=other)
    assert holds(other) == made.manifest.contents


def goes(item) -> None:
    """A row goes, and its file behind it."""
    EvidenceItem.objects.filter(pk=item.pk).delete()
    lose(item)


def test_a_file_that_goes_while_it_is_made_is_not_taken_for_lost(council, folder, monkeypatch):
    take, moments = files.Taking.take, []

    def first_goes(taking, names):
        moments.append(names)
        if len(moments) == 1:  # that nothing was taken beforehand is as if it had come since
            return True
        if len(moments) == 2:
            at_once(partial(goes, council[0]))
        return take(taking, names)

    monkeypatch.setattr(files.Taking, "take", first_goes)
    manifest = make_backup(folder).manifest
    assert [len(names) for names in moments] == [2, 2, 1]
    assert manifest.missing == []
    assert list(manifest.files) == manifest.contents.files == [council[1].file.name]


def test_a_file_that_went_just_before_is_not_brought_back(council, folder, monkeypatch):
    take, gone = files.Taking.take, []

    def goes_behind(taking, names):
        was_in_time = take(taking, names)
        if not gone:
            gone.append(goes(council[0]))
        return was_in_time

    monkeypatch.setattr(files.Taking, "take", goes_behind)
    made = make_backup(folder)
    assert len(made.manifest.files) == 2
    lose(council[1])
    assert restore(made.path, replace=name_of("default")).files_brought == 1
    assert not council[0].file.storage.exists(council[0].file.name)
    assert council[1].file.storage.exists(council[1].file.name)


def test_a_file_that_is_lost_is_named_and_the_rest_is_kept(council, folder, capsys):
    lose(council[1])
    call_command("backup", folder=folder)
    (path,) = folder.iterdir()
    with opened(path) as archive:
        assert archive.manifest.missing == [council[1].file.name]
        assert list(archive.manifest.files) == [council[0].file.name]
    assert council[1].file.name in capsys.readouterr().err


def test_files_of_a_store_in_the_network_go_and_come_back(council, folder, s3, store, monkeypatch):
    monkeypatch.setattr(files, "_store", lambda: s3)
    item = FileEvidenceFactory(file__data=b"%PDF of the store")
    made = make_backup(folder)
    store.kept.clear()
    assert restore(made.path, replace=name_of("default")).files_brought == 1
    assert s3.open(item.file.name).read() == b"%PDF of the store"


def test_it_is_nobody_elses_and_holds_no_secret(council, folder):
    path = make_backup(folder).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert settings.SECRET_KEY.encode() not in archive.read(name)


def test_bringing_back_over_something_takes_the_databases_name(council, folder, keeper, capsys):
    made = make_backup(folder)
    later = write_history(keeper, 9)
    Removal.objects.create(made_by=keeper, reason="A name.")
    now = holds()
    for word in ("", "yes", name_of("default") + "x"):
        with pytest.raises(CommandError, match=f"--replace {name_of('default')}"):
            call_command("restore", made.path, replace=word)
    assert holds() == now

    call_command("restore", made.path, replace=name_of("default"))

    assert holds() == made.manifest.contents
    assert holds_head(made.manifest.contents.history)
    assert not holds_head(f"4:{later.seal}")
    said = capsys.readouterr().out
    assert f"such as 4:{later.seal}" in said
    assert f"stand there again ({timezone.localdate():%d %B %Y})" in said
    assert "All lines of the history prove themselves." in said
    call_command("verify_history")


def test_two_at_once_each_make_their_own(council, folder, monkeypatch):
    inner = []
    written = making._written

    def twice(at, using):
        if not inner:
            inner.append(None)
            inner[0] = make_backup(folder)
        return written(at, using)

    monkeypatch.setattr(making, "_written", twice)
    outer = make_backup(folder)
    assert sorted(folder.iterdir()) == sorted([inner[0].path, outer.path])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "There is no room for a backup"),
        (OSError(30, "Read-only file system"), "cannot be written to (Read-only file system)"),
    ],
)
def test_a_disk_that_fails_leaves_nothing_behind(council, folder, monkeypatch, error, said):
    def fail(*_given):
        raise error

    monkeypatch.setattr(making.Writing, "finish", fail)
    with pytest.raises(Refused) as refused:
        make_backup(folder)
    assert said in str(refused.value)
    assert list(folder.iterdir()) == []


def test_one_that_is_interrupted_leaves_nothing_behind(council, folder, monkeypatch):
    def interrupt(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(making.Writing, "finish", interrupt)
    with pytest.raises(CommandError, match="Interrupted. Nothing of this backup was kept."):
        call_command("backup", folder=folder)
    assert list(folder.iterdir()) == []


def test_what_a_killed_one_has_left_goes_after_a_day(council, folder):
    old, young = folder / f"{making.MAKING}old", folder / f"{making.MAKING}young"
    for left in (old, young):
        left.mkdir(parents=True)
        (left / "archive").write_bytes(b"half")
    two_days_ago = young.stat().st_mtime - 2 * making.A_DAY
    os.utime(old, (two_days_ago, two_days_ago))
    made = make_backup(folder)
    assert sorted(folder.iterdir()) == sorted([young, made.path])


def test_a_folder_among_the_uploads_is_refused(council):
    for place in ("", "backups"):
        uploads = Path(council[0].file.storage.location)
        with pytest.raises(Refused, match="lies inside that of the uploads"):
            make_backup(uploads / place)
        assert not (uploads / "backups").exists()
