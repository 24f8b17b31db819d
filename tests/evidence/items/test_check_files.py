"""The weekly command finds items whose file is lost and files that no item names; it mends both."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from accounts.models import Change
from evidence.files.store import UNFINISHED, Folder, StoreFails
from evidence.items import files_and_rows
from evidence.models import EvidenceItem
from oversight.packs.models import PackFile, own_name
from tests.conftest import html_of
from tests.evidence.items.adding import add_photo
from tests.factories import FileEvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of this test alone, in which the product keeps its files."""
    kept = Folder(location=tmp_path)
    monkeypatch.setattr(EvidenceItem._meta.get_field("file"), "storage", kept)
    monkeypatch.setitem(storages._storages, "evidence", kept)
    return tmp_path


@pytest.fixture
def run(folder):
    """Run the command; gives what it printed."""

    def once(*options: str) -> str:
        printed = StringIO()
        call_command("check_files", *options, stdout=printed)
        return printed.getvalue()

    return once


def leave(folder: Path, name: str, **age: float) -> Path:
    """A file that no item names, written so long ago."""
    path = folder / name
    path.write_bytes(b"left behind")
    age_of(path, **age)
    return path


def age_of(path: Path, **age: float) -> None:
    at = (timezone.now() - timedelta(**age)).timestamp()
    os.utime(path, (at, at))


def lines() -> list[tuple[str, str]]:
    return list(Change.objects.order_by("id").values_list("act", "key"))


@pytest.mark.parametrize("name", ["0" * 32, f"{UNFINISHED}{'1' * 32}", "Minutes.docx"])
def test_a_file_without_an_item_goes_after_a_day(run, folder, name):
    item = FileEvidenceFactory()
    age_of(folder / item.file.name, days=400)
    leave(folder, name, hours=25)
    young = leave(folder, "2" * 32, hours=23)

    printed = run()

    assert {path.name for path in folder.iterdir()} == {item.file.name, young.name}
    assert f"Files without evidence, deleted: 1\n  {name}\n" in printed
    assert "Files without evidence, not a day old: 1" in printed
    age_of(young, hours=25)
    run()
    assert [path.name for path in folder.iterdir()] == [item.file.name]


def test_the_file_of_a_removed_item_is_left_to_what_deletes_it(run, folder):
    item = FileEvidenceFactory(removed_on=timezone.localdate())
    age_of(folder / item.file.name, days=9)
    printed = run()
    assert "Evidence whose file is lost: 0" in printed
    assert (folder / item.file.name).exists()
    (folder / item.file.name).unlink()
    assert "Evidence whose file is lost: 0" in run()


def test_what_the_system_keeps_there_and_folders_are_left_alone(run, folder):
    leave(folder, ".nfs0001", days=9)
    (folder / "lost+found").mkdir()
    leave(folder / "lost+found", "3" * 32, days=9)
    run()
    assert {path.name for path in folder.iterdir()} == {".nfs0001", "lost+found"}
    assert list((folder / "lost+found").iterdir())


def test_what_was_kept_aside_goes_too(run, folder):
    days = [f"{timezone.localdate() - timedelta(days=ago)}" for ago in (0, 1, 2)]
    for day in days:
        storages["evidence"].put(f"aside/{day}/{'4' * 32}", ContentFile(b"of a form"))
    run()
    assert {path.name for path in (folder / "aside").iterdir()} == set(days[:2])


@pytest.mark.parametrize("damage", ["gone", "cut short"])
def test_an_item_whose_file_is_lost_is_named_everywhere(
    run, folder, keeper, sub_action, damage, signed_in
):
    item, other = add_photo(keeper, sub_action.item, title="The garden"), FileEvidenceFactory()
    path = folder / item.file.name
    path.unlink() if damage == "gone" else path.write_bytes(b"a pic")
    EvidenceItem.objects.filter(pk=item.pk).update(agreed_on=timezone.localdate())

    printed = run()

    address = item.get_absolute_url()
    assert "Evidence with its file: 1" in printed
    assert f"  flip chart.png: The garden ({address}, added by {keeper})" in printed
    assert list(EvidenceItem.objects.with_lost_file()) == [item]
    browser = signed_in(keeper)
    page = html_of(browser.get(address))
    assert "This file is lost." in page
    assert f"/evidence/{item.pk}/file/" not in page
    assert "is lost" not in html_of(browser.get(other.get_absolute_url()))
    assert "1 lost file." in html_of(browser.get("/evidence/upkeep/"))
    assert "The file is lost" in html_of(browser.get("/evidence/?attention=lost-file"))
    assert "The file is lost" in html_of(browser.get(sub_action.get_absolute_url()))


def test_health_knows(run, folder):
    item = FileEvidenceFactory()
    (folder / item.file.name).unlink()
    well = {"status": "ok", "failing": [], "mail": "ok"}
    assert Client().get("/health/").json() == well
    run()
    answer = Client().get("/health/")
    # People can work; whoever looks after the machine has to look.
    assert (answer.status_code, answer.json()) == (200, well | {"failing": ["files"]})
    EvidenceItem.objects.update(removed_on=timezone.localdate())
    assert Client().get("/health/").json() == well


def test_a_file_that_is_there_again_is_lost_no_more(run, folder, keeper, signed_in):
    item = FileEvidenceFactory()
    path = folder / item.file.name
    content = path.read_bytes()
    path.unlink()
    run()
    run()
    path.write_bytes(content)
    assert "Evidence whose file is there again: 1" in run()
    assert not EvidenceItem.objects.with_lost_file().exists()
    assert "This file is lost" not in html_of(signed_in(keeper).get(item.get_absolute_url()))
    checked = ("checked files", timezone.localdate().isoformat())
    lost, again = ("found the file lost", str(item.pk)), ("found the file again", str(item.pk))
    assert lines() == [lost, checked, checked, again, checked]
    assert EvidenceItem.objects.get().version == item.version


@pytest.mark.parametrize("apart", ["another store", "another database"])
def test_it_changes_nothing_where_most_of_it_differs(run, folder, monkeypatch, apart):
    monkeypatch.setattr(files_and_rows, "FEW", 2)
    if apart == "another store":
        for item in FileEvidenceFactory.create_batch(3):
            (folder / item.file.name).unlink()
    left = [leave(folder, f"{number:032x}", days=2) for number in range(3)]

    with pytest.raises(CommandError, match="Is this the right place for files"):
        run()

    assert all(path.exists() for path in left)
    assert not EvidenceItem.objects.with_lost_file().exists()
    assert lines() == []
    run("--even-so")
    assert not any(path.exists() for path in left)


def test_a_store_that_does_not_answer_ends_it_with_a_sentence(run, folder, monkeypatch):
    item = FileEvidenceFactory()

    def silent(_store):
        raise StoreFails("The store of files did not answer in time.")

    monkeypatch.setattr(Folder, "_files", silent)
    with pytest.raises(CommandError, match="does not answer"):
        run()
    item.refresh_from_db()
    assert item.lost_on is None


def test_a_folder_that_may_not_be_read_is_no_empty_one(run, folder, monkeypatch):
    item = FileEvidenceFactory()

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CommandError, match="does not answer"):
        run()
    assert (folder / item.file.name).exists()


def test_no_other_row_names_a_file():
    """Else its file would be taken for one without a row; packs lie in a folder of their own, which
    is not compared.
    """
    fields = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
    assert fields == ["evidence.EvidenceItem.file", "oversight.PackFile.file"]
    assert own_name(PackFile(kind="pdf"), "board.pdf").startswith("packs/")
