"""From SQLite to PostgreSQL: every row as it is, or nothing at all."""

import warnings
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts import database
from accounts.history import broken_changes, head
from accounts.models import Change, Removal, User
from evidence.models import EvidenceItem
from oversight.backups import moving
from oversight.backups.contents import Refused
from oversight.backups.databases import another
from oversight.backups.restoring import known_migrations

from .second import drop, make_empty

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
SOURCE = "source"
MOMENT = datetime(2027, 3, 28, 1, 30, 0, 123457, tzinfo=UTC)


def make_tables(alias: str) -> None:
    """The tables as migrations leave them, in less time."""
    with connections[alias].schema_editor() as editor:
        for model in moving._models():
            if not model._meta.auto_created:  # comes with the one that it joins
                editor.create_model(model)
    recorder = MigrationRecorder(connections[alias])
    for name in known_migrations():
        recorder.record_applied(*name.split(".", 1))


@pytest.fixture
def source(any_database, council, keeper, tmp_path):
    """The alias of an SQLite with a few rows, of which some are odd."""
    config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "source.sqlite3")}
    with another(SOURCE, config | {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}):
        make_tables(SOURCE)
        database.prepare(SOURCE)
        for model in (User, EvidenceItem, Change):
            for row in model.objects.order_by("pk"):
                row.save(using=SOURCE, force_insert=True)
        figure = {"medium": "figure", "words": "", "file": "", "number": Decimal("1.50")}
        item = EvidenceItem.objects.using(SOURCE).order_by("pk").last()
        item.pk, item.form_key = None, "0" * 32
        for name, value in (
            figure | {"unit": "per cent", "file_type": "", "file_name": ""}
        ).items():
            setattr(item, name, value)
        item.save(using=SOURCE)
        item.delete(using=SOURCE)  # its number is given to nobody
        places = [["3 updates", 4], {"b": None, "a": [True, 1.5, "☃"]}]
        Removal.objects.using(SOURCE).create(
            made_by_id=keeper.pk, reason="Nàme\n☃ \\N '\"", places=places, made_at=MOMENT
        )
        moving.CacheEntry.objects.using(SOURCE).create(
            cache_key=":1:sent", value="x", expires=timezone.now()
        )
        yield SOURCE


@pytest.fixture
def target(any_database):
    """The address of a PostgreSQL that is empty."""
    make_empty("target_of_a_move")
    settings = connection.settings_dict
    host = settings["OPTIONS"].get("host") or settings["HOST"]
    password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ":"
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    by_socket = host.startswith("/")
    place = f"/target_of_a_move?host={host}" if by_socket else f"{host}{port}/target_of_a_move"
    yield f"postgresql://{settings['USER']}{password}@{place}"
    drop("target_of_a_move")


def interrupt(*_given):
    raise KeyboardInterrupt


def moved_whole(source, target):
    tables = moving.move_to(target, using=source)
    assert tables["accounts_change"].rows == 3
    with another("there", moving._config_of(target)):
        there = Removal.objects.using("there").get()
        assert there.made_at == MOMENT
        assert there.wiped_at is None
        assert there.places == Removal.objects.using(source).get().places
        assert EvidenceItem.objects.using("there").count() == 2
        last = connections[source].cursor().execute("SELECT seq FROM sqlite_sequence WHERE name = "
            "'evidence_evidenceitem'").fetchone()[0]  # fmt: skip
        row = EvidenceItem.objects.using("there").values().first() | {
            "id": None,
            "form_key": "1" * 32,
        }
        assert EvidenceItem.objects.using("there").create(**row).pk == last + 1
        seals = list(Change.objects.using(source).order_by("id").values_list("seal", flat=True))
        assert (
            list(Change.objects.using("there").order_by("id").values_list("seal", flat=True))
            == seals
        )
        with pytest.raises(Exception, match="History cannot be changed."):
            Change.objects.using("there").update(act="x")
        assert connections["there"].introspection.table_names()
    with pytest.raises(Refused, match="The database target_of_a_move is not empty"):
        moving.move_to(target, using=source)
    assert (broken_changes(), head()) == ([], f"3:{seals[-1]}")


def refused_whole(source, target, monkeypatch):
    monkeypatch.setattr(moving, "call_command", lambda *_given, **_options: make_tables("target"))
    Removal.objects.using(source).update(reason="x" * 301)
    with pytest.raises(Refused, match=r"(?s)a row of accounts_removal: .*Nothing was moved"):
        moving.move_to(target, using=source)
    Removal.objects.using(source).update(reason="a\0b")
    with pytest.raises(Refused, match=r"(?s)a row of accounts_removal: .*Nothing was moved"):
        moving.move_to(target, using=source)
    monkeypatch.setattr(moving, "_copy", interrupt)
    with pytest.raises(KeyboardInterrupt):
        moving.move_to(target, using=source)
    with another("there", moving._config_of(target)):
        assert connections["there"].introspection.table_names() == []
    assert Removal.objects.using(source).count() == 1


BY_VENDOR = {"postgresql": ["moves", "refuses"], "sqlite": []}


@pytest.mark.share(2)
@pytest.mark.parametrize("what", BY_VENDOR[connection.vendor] or ["says"])
def test_every_row_moves_or_none(what, request, monkeypatch):
    if what == "says":
        # The second would be printed with its password by the reader of addresses.
        with warnings.catch_warnings(action="error"):
            for address in ("sqlite:////elsewhere.sqlite3", "postgress://promise:secret@host/name"):
                with pytest.raises(CommandError, match="That names no PostgreSQL"):
                    call_command("move_to", address)
        monkeypatch.setattr("oversight.management.commands.move_to.move_to", interrupt)
        with pytest.raises(CommandError, match="^Interrupted. Nothing was moved"):
            call_command("move_to", "postgres://promise@host/promise")
        return
    source, target = (request.getfixturevalue(name) for name in ("source", "target"))
    if what == "moves":
        moved_whole(source, target)
    else:
        refused_whole(source, target, monkeypatch)
