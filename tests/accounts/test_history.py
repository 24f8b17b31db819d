"""The history of changes: what is recorded, what the database refuses, and how it proves itself
(promise T16).
"""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts import database
from accounts.history import broken_changes, record, snapshot
from accounts.models import Change
from accounts.services import add_service, edit_service

pytestmark = pytest.mark.database


@pytest.fixture
def lines(administrator):
    return [
        record(
            by=administrator,
            act="edited",
            thing="service",
            key=key,
            before={"name": key},
            after={"name": key * 2},
        )
        for key in ("a", "b", "c", "d")
    ]


def run(statement: str, *values) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def test_a_line_says_who_what_and_which(administrator):
    add_service(by=administrator, name="Education", kind="council")

    line = Change.objects.get()
    assert (line.actor_id, line.actor_email) == (administrator.pk, "ada@council.test")
    assert (line.act, line.thing, line.key) == ("added", "service", "education")
    assert (line.before, line.after) == ("", '{"kind": "council", "name": "Education"}')


def test_only_what_differs_is_kept_and_nothing_when_nothing_does(administrator, service):
    same = {"by": administrator, "service": service, "kind": "council", "closed_on": None}
    edit_service(**same, name="Education", seen=1)
    assert not Change.objects.exists()

    edit_service(**same, name="Learning", seen=2)

    line = Change.objects.get()
    assert (line.before, line.after) == ('{"name": "Education"}', '{"name": "Learning"}')


def test_values_are_kept_plain(service):
    service.closed_on = date(2026, 12, 31)

    assert snapshot(service, ["name", "closed_on"]) == {
        "name": "Education",
        "closed_on": "2026-12-31",
    }


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_the_transaction_of_its_change_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(by=None, act="edited", thing="service", key="a", before={}, after={"name": "b"})

    assert not Change.objects.exists()


def test_a_change_whose_line_cannot_be_written_is_not_made(administrator, service, monkeypatch):
    monkeypatch.setattr("accounts.services.services.record", lambda **line: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        edit_service(
            by=administrator,
            service=service,
            seen=1,
            name="Learning",
            kind="council",
            closed_on=None,
        )

    service.refresh_from_db()
    assert service.name == "Education"


def test_the_model_refuses_too(lines):
    with pytest.raises(TypeError, match="cannot be deleted"):
        Change.objects.all().delete()
    with pytest.raises(TypeError, match="cannot be changed"):
        Change.objects.update(act="x")


BLANKED = "UPDATE accounts_change SET before = '', after = '', salt = ''"
REFUSED = [
    "UPDATE accounts_change SET after = 'x'",
    "UPDATE accounts_change SET actor_email = 'x@x.test' WHERE id = {first}",
    "UPDATE accounts_change SET removed = {true}",
    BLANKED,
    BLANKED + ", removed = {true}, seal = 'x' WHERE id = {first}",
    BLANKED + ", removed = {true}, act = 'x' WHERE id = {first}",
    "DELETE FROM accounts_change",
    "DELETE FROM accounts_change WHERE id = {first}",
]
COLUMNS = [
    "id",
    "made_at",
    "actor_email",
    "act",
    "thing",
    "key",
    "before",
    "after",
    "salt",
    "digest",
    "seal",
    "removed",
]
BY_VENDOR = {
    # A row that takes the place of the first, by its id or by its seal.
    "sqlite": [
        f"INSERT OR REPLACE INTO accounts_change ({', '.join(COLUMNS)}) "  # noqa: S608 - our names
        f"SELECT {values} FROM accounts_change LIMIT 1"
        for values in (
            "id, made_at, '', '', '', '', '', '', '', '', 'new', 0",
            "99999, made_at, '', '', '', '', '', '', '', '', seal, 0",
        )
    ],
    "postgresql": [
        "TRUNCATE accounts_change",
        "TRUNCATE accounts_change CASCADE",
        (
            "INSERT INTO accounts_change SELECT * FROM accounts_change ON CONFLICT (id) DO UPDATE "
            "SET act = 'x'"
        ),
    ],
}


@pytest.mark.parametrize("statement", REFUSED + BY_VENDOR[connection.vendor])
def test_raw_sql_is_refused(lines, statement):
    before = list(Change.objects.values())
    true = "true" if connection.vendor == "postgresql" else "1"

    with pytest.raises(DatabaseError, match="History cannot be changed"):
        run(statement.format(first=lines[0].pk, true=true))

    assert list(Change.objects.values()) == before


def take_out(line) -> int:
    blanked = "SET before = '', after = '', salt = '', removed = %s"
    return run(f"UPDATE accounts_change {blanked} WHERE id = %s AND NOT removed", True, line.pk)


def test_the_one_removal_is_allowed_and_the_chain_still_proves_itself(lines):
    assert take_out(lines[1]) == 1

    gone = Change.objects.get(pk=lines[1].pk)
    assert (gone.before, gone.after, gone.salt, gone.removed) == ("", "", "", True)
    assert gone.digest == lines[1].digest
    assert broken_changes() == []


def test_what_is_removed_cannot_be_written_back(lines):
    take_out(lines[1])

    with pytest.raises(DatabaseError, match="History cannot be changed"):
        run("UPDATE accounts_change SET after = 'another story' WHERE id = %s", lines[1].pk)


def test_migrating_puts_the_guards_back(lines):
    database.lift()
    assert run("UPDATE accounts_change SET act = act") == 4

    call_command("migrate", verbosity=0)

    with pytest.raises(DatabaseError, match="History cannot be changed"):
        run("UPDATE accounts_change SET act = act")


TAMPERED = {
    "actor_id": 999,
    "actor_email": "other@council.test",
    "act": "something else",
    "thing": "person",
    "key": "z",
    "before": '{"name": "z"}',
    "after": '{"name": "z"}',
    "salt": "0" * 32,
    "digest": "0" * 64,
    "seal": "0" * 64,
    "made_at": "2020-01-01 00:00:00+00:00",
    "removed": True,
}


@pytest.mark.parametrize("column", TAMPERED)
@pytest.mark.parametrize("place", [0, 2])
def test_an_edit_from_outside_is_found(lines, column, place):
    database.lift()

    Change(pk=lines[place].pk, **{column: TAMPERED[column]}).save(
        update_fields=[column], force_update=True
    )

    assert lines[place].pk in broken_changes()


def test_a_removed_line_that_got_another_text_is_found(lines):
    take_out(lines[1])
    database.lift()

    run("UPDATE accounts_change SET after = 'another story' WHERE id = %s", lines[1].pk)

    assert broken_changes() == [lines[1].pk]


def test_a_line_taken_out_or_moved_is_found(lines):
    database.lift()
    run("DELETE FROM accounts_change WHERE id = %s", lines[1].pk)
    assert broken_changes() == [lines[2].pk]

    run("UPDATE accounts_change SET id = id + 100 WHERE id = %s", lines[0].pk)
    assert lines[0].pk + 100 in broken_changes()


def test_an_untouched_chain_proves_itself(lines):
    assert broken_changes() == []
