"""What is no whole backup of this product, version and kind of database is refused with the reason,
before anything is touched.
"""

import json
import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

import manage
from oversight.backups import databases, postgresql, restoring, sqlite
from oversight.backups.contents import Refused
from oversight.backups.databases import another
from oversight.backups.making import make_backup
from oversight.backups.restoring import name_of

from .conftest import OTHER, holds
from .second import drop

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def rewritten(path, change=None, members=None):
    """The same archive with its list changed, or other members: as it is, or as their function
    makes it; None leaves one out.
    """
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(held["manifest.json"])
    if change:
        change(said)
    held["manifest.json"] = json.dumps(said).encode()
    for name, content in (members or {}).items():
        held[name] = content(held.get(name, b"")) if content else None
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            if content is not None:
                archive.writestr(name, content)


def cut(share):
    def cut_off(path):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return cut_off


def without_its_beginning(path):
    path.write_bytes(path.read_bytes()[1000:])


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def with_list(**values):
    return lambda path: rewritten(path, lambda said: said.update(values))


def in_contents(name, value):
    return lambda path: rewritten(path, lambda said: said["contents"].update({name: value(said)}))


def with_members(**members):
    return lambda path: rewritten(path, members=members)


def with_file_elsewhere(path):
    def change(said):
        said["files"] = {"../elsewhere": next(iter(said["files"].values()))}
        said["contents"]["files"] = ["../elsewhere"]

    with zipfile.ZipFile(path) as archive:
        files = [name for name in archive.namelist() if name.startswith("files/")]
        content = archive.read(files[0])
    gone = dict.fromkeys(files) | {"files/../elsewhere": lambda _none: content}
    rewritten(path, change, gone)


def other_rows(said):
    tables = said["contents"]["tables"]
    return tables | {"accounts_user": {"rows": 7, "sha256": "0" * 64}}


NO_END, FOREIGN = "is no backup, or its end is missing", "is no backup of Promise Tracker"
DAMAGED, NEWER = "is damaged", "was made by a newer Promise Tracker"
WRONG = {
    "empty": (lambda path: path.write_bytes(b""), NO_END),
    "cut in the middle": (cut(0.5), NO_END),
    "cut just before its end": (cut(0.999), NO_END),
    "without its beginning": (without_its_beginning, DAMAGED),
    "no archive": (lambda path: path.write_text("minutes of a day"), NO_END),
    "gone": (lambda path: path.unlink(), "There is no file"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "There is no file"),
    "one byte differs": (flipped, DAMAGED),
    "the database differs": (with_members(database=lambda held: held[:-1] + b"!"), DAMAGED),
    "the database is not there": (with_members(database=None), DAMAGED),
    "a file more": (with_members(other=lambda _none: b"x"), DAMAGED),
    "no list": (with_members(**{"manifest.json": None}), FOREIGN),
    "a list of something else": (with_members(**{"manifest.json": lambda _held: b"[1]"}), FOREIGN),
    "another product's": (with_list(product="Minutes"), FOREIGN),
    "a list that lacks a part": (with_list(contents={}), FOREIGN),
    "a list that says nothing of migrations": (
        in_contents("migrations", lambda _said: None),
        FOREIGN,
    ),
    "a later form": (with_list(format=2), NEWER),
    "later migrations": (
        in_contents("migrations", lambda said: [*said["contents"]["migrations"], "actions.9001_x"]),
        "was made by a newer Promise Tracker.* actions.9001_x",
    ),
    "another kind of database": (with_list(vendor="oracle"), "The backup is of oracle"),
    "not of the demonstration": (with_list(demo=False), "The backup is of real work"),
    "rows that are not there": (in_contents("tables", other_rows), "different: accounts_user"),
    "files that are not there": (
        in_contents("files", lambda said: [*said["contents"]["files"], "0123"]),
        "does not hold the files that its rows name",
    ),
    "a file that leads away": (with_file_elsewhere, "a name that leads away: ../elsewhere"),
}


def test_each_wrong_backup_is_refused_and_nothing_is_touched(council, folder, tmp_path):
    made, now = make_backup(folder).path, holds()
    uploads = sorted(council[0].file.storage.listdir("")[1])
    council[0].file.storage.delete(council[0].file.name)
    for name, (spoil, reason) in WRONG.items():
        path = tmp_path / f"{name}.zip"
        shutil.copy(made, path)
        spoil(path)
        for options in ({"check": True}, {"replace": name_of("default")}):
            with pytest.raises(CommandError, match=f"(?s){reason}.*Nothing was changed"):
                call_command("restore", path, **options)
    assert holds() == now
    assert sorted(council[0].file.storage.listdir("")[1]) == sorted(
        set(uploads) - {council[0].file.name}
    )
    call_command("restore", made, check=True)


def test_a_real_one_takes_no_demonstration(council, folder, settings):
    made = make_backup(folder).path
    settings.DEMO = False
    with pytest.raises(Refused, match="The backup is of the demonstration"):
        restoring.check(made)


def test_an_older_one_comes_back_and_says_what_to_run(council, folder, monkeypatch, other, capsys):
    made = make_backup(folder).path
    known = restoring.known_migrations()
    monkeypatch.setattr(restoring, "known_migrations", lambda: known | {"actions.9001_x"})
    monkeypatch.setattr("oversight.management.commands.restore.restore.__kwdefaults__", {
        "replace": "", "using": OTHER,
    })  # fmt: skip
    call_command("restore", made)
    assert "run manage.py migrate (1 migrations)" in capsys.readouterr().out
    assert holds(OTHER) == holds()


def test_what_is_found_only_when_it_is_written_leaves_the_database_as_it_was(
    council, folder, other, monkeypatch
):
    made = make_backup(folder).path
    restoring.restore(made, using=other)
    now = holds(other)
    rewritten(made, lambda said: said["contents"].update(tables=other_rows(said)))
    monkeypatch.setattr(databases.database(other), "check", lambda *_given: None)
    with pytest.raises(Refused, match="different: accounts_user"):
        restoring.restore(made, replace=name_of(other), using=other)
    if connection.vendor == "postgresql":  # SQLite's pages were looked through before
        assert holds(other) == now


AT_THE_END = {"postgresql": ("_contents", ""), "sqlite": ("held", sqlite.NOT_COMPARED)}


def interrupt(*_given):
    raise KeyboardInterrupt


def test_one_that_is_interrupted_says_so_and_nothing_is_touched(council, folder, monkeypatch):
    made, now = make_backup(folder).path, holds()
    monkeypatch.setattr(restoring.files, "put_back", interrupt)
    with pytest.raises(CommandError, match="^Interrupted. The database is as it was.$"):
        call_command("restore", made, replace=name_of("default"))
    assert holds() == now


def test_one_that_is_interrupted_once_it_is_written_says_what_stands(
    council, folder, other, monkeypatch
):
    made, dumped = make_backup(folder), folder / "dumped"
    with restoring.opened(made.path) as archive:
        archive.take_out_database(dumped)
    part = databases.database(other)
    # What PostgreSQL has not stored yet is taken back; SQLite has written all pages at once.
    where, said = AT_THE_END[connection.vendor]
    with monkeypatch.context() as patched:
        patched.setattr(part, where, interrupt)
        with pytest.raises(KeyboardInterrupt, match=f"^{said}$"):
            part.put_back(other, dumped, made.manifest.contents)
    assert bool(holds(other).tables) == bool(said)


def test_a_command_that_is_interrupted_anywhere_shows_no_traceback(monkeypatch):
    monkeypatch.setattr(manage, "execute_from_command_line", interrupt)
    with pytest.raises(SystemExit, match=r"^Interrupted\.$"):
        manage.main()


def test_a_backup_that_one_may_not_read_is_not_called_damaged(council, folder, monkeypatch):
    made = make_backup(folder).path

    def refuse(*_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(CommandError, match="could not be brought back .*Permission denied"):
        call_command("restore", made, check=True)


def test_a_database_in_use_is_left_as_it_is(council, folder, other, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.25)
    monkeypatch.setattr(postgresql, "ITS_TIME", postgresql.ITS_TIME.replace("15s", "50ms"))
    made = make_backup(folder).path
    restoring.restore(made, using=other)
    now = holds(other)
    with in_use(other), pytest.raises(Refused, match="Somebody is using the database just now"):
        restoring.restore(made, replace=name_of(other), using=other)
    assert holds(other) == now


def test_a_database_that_cannot_be_read_is_left_for_those_who_can(council, folder, other):
    made = make_backup(folder).path
    if connection.vendor == "sqlite":
        place = Path(connections[other].settings_dict["NAME"])
        place.write_bytes(b"no database at all" * 400)
        reason = "cannot be read"
    else:
        drop(connections[other].settings_dict["NAME"])
        reason = "does not exist"
    with pytest.raises(Refused, match=reason):
        restoring.restore(made, replace=name_of(other), using=other)
    if connection.vendor == "sqlite":
        assert place.read_bytes() == b"no database at all" * 400


@contextmanager
def in_use(using):
    """Somebody else writes into the database of this alias, and is not finished."""
    with another("busy", dict(connections[using].settings_dict)), transaction.atomic("busy"):
        cursor = connections["busy"].cursor()
        cursor.execute("UPDATE accounts_service SET name = name")
        yield
