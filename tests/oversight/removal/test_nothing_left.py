"""After the act neither the files of the database nor those of the uploads hold the words."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from accounts.database import gather_statistics
from accounts.history import record
from accounts.models import Removal
from accounts.removal import wiping
from evidence.files.aside import put_aside
from evidence.files.bringing.files import Sheet, Worksheet, keep_sheet
from evidence.files.checking import CheckedFile
from evidence.models import Answer, EvidenceItem
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    ProgressUpdateFactory,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

# As no other text of any table has them.
WORDS = b"Quillandra Vexley"
CSV = b"Day,Who\n1,%s\n" % WORDS


def database_files() -> list[Path]:
    """Where the database keeps what it holds, but for its log of writes."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [one for one in name.parent.glob(f"{name.name}*") if one.is_file()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        return list((folder / "base" / str(cursor.fetchone()[0])).iterdir())


def uploads() -> list[Path]:
    folder = Path(storages["evidence"].location)
    return [one for one in folder.rglob("*") if one.is_file()]


def holding(files: list[Path], words: bytes = WORDS) -> list[str]:
    """The names of those that hold the words, in any case."""
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    return [one.name for one in files if one.exists() and pattern.search(one.read_bytes())]


def write_over(box) -> None:
    """Give a box another text, as a program does that leaves the old one in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")
    Answer.objects.filter(pk=box.pk).update(text="As they said")


@pytest.fixture
def written(keeper, signed_in):
    """The words in each kind of place, and in one that held them before."""
    name = WORDS.decode()
    ProgressUpdateFactory(changed=f"We met {name}.", posted_by=keeper)
    item = EvidenceFactory(title=name, shows=f"What {name.upper()} said. " * 400)
    FileEvidenceFactory(file__data=CSV, file_name=f"{name}.csv", file_type="csv")
    write_over(AnswerFactory(text=f"As {name} said"))
    with_line = {"by": keeper, "act": "edited", "thing": "evidence", "key": str(item.pk)}
    with transaction.atomic():
        record(**with_line, before={"title": "x"}, after={"title": name})
    # PostgreSQL keeps examples of what stands in each column.
    gather_statistics()
    return item


def test_no_file_holds_the_words_any_more(written, find, take, keeper):
    assert holding(database_files())
    assert holding(uploads())

    take(find(WORDS.decode()))

    assert Removal.objects.get().wiped_at
    assert holding(database_files()) == []
    assert holding(uploads()) == []


def test_what_is_kept_aside_for_a_form_goes_too(find, take, keeper):
    for content in (CSV, b"Day,Who\n1,nobody\n"):
        checked = CheckedFile("Day.csv", "csv", ContentFile(content), "")
        put_aside(checked, by=keeper)
    assert holding(uploads())

    take(find(WORDS.decode()))

    assert holding(uploads()) == []
    assert holding(uploads(), b"nobody")


@pytest.mark.parametrize("words", ["Quillandra Vexley", "Òrlaith\nVexley"])
def test_a_sheet_that_waits_for_its_questions_goes_too(find, take, keeper, words):
    # Long, with a cell in two lines, and with letters that JSON writes as numbers.
    rows = [["Day", "Notes", *[""] * 40]] * 200
    for said in (words, "nobody"):
        keep_sheet(Sheet("log.csv", "d", [Worksheet("", [*rows, ["1", said]])]), by=keeper)

    take(find(" ".join(words.split())))

    assert holding(uploads(), b"Vexley") == []
    assert holding(uploads(), b"nobody")


def test_what_could_not_be_written_anew_is_said_and_tried_again(
    written, find, take, pages, monkeypatch
):
    def busy():
        raise OperationalError("busy")

    with monkeypatch.context() as patch:
        patch.setitem(wiping.WAYS, connection.vendor, busy)
        take(find(WORDS.decode()))
    removal = Removal.objects.get()
    assert removal.wiped_at is None
    address = removal.get_absolute_url()
    assert "Not finished" in pages.get(address).content.decode()

    pages.post(address)

    removal.refresh_from_db()
    assert removal.wiped_at
    assert holding(database_files()) == []
    assert "Not finished" not in pages.get(address).content.decode()


def test_a_file_that_the_store_does_not_delete_goes_with_the_weekly_check(written, find, take):
    store, delete = storages["evidence"], storages["evidence"].delete

    def silent(name):
        raise OSError("no answer")

    store.delete = silent
    try:
        take(find(WORDS.decode()))
    finally:
        store.delete = delete
    removal = Removal.objects.get()
    assert removal.wiped_at is None
    assert EvidenceItem.objects.with_file_left().count() == 1

    call_command("check_links")

    removal.refresh_from_db()
    assert removal.wiped_at
    assert holding(uploads()) == []
    assert EvidenceItem.objects.with_file_left().count() == 0


def test_the_tables_are_those_in_which_people_write():
    there = wiping.tables()

    assert {"actions_progressupdate", "evidence_answer", "accounts_change"} <= set(there)
    assert Session._meta.db_table in there
    assert settings.BACKUP_DAYS > 0
