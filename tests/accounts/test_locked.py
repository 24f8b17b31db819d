"""On SQLite a writer waits for another one within what its request may wait."""

import sqlite3

import pytest
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper

from accounts import deadline
from accounts.locked import LONGEST
from promise_tracker.broken_parts import broken_part
from promise_tracker.databases import SQLITE_OPTIONS


@pytest.fixture
def connection(db, tmp_path):
    """A connection to a database of this test, as the product opens its own."""
    settings = {"NAME": str(tmp_path / "entries.sqlite3"), "OPTIONS": SQLITE_OPTIONS}
    settings |= {"AUTOCOMMIT": True, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    made = DatabaseWrapper(settings | {"TIME_ZONE": None, "TEST": {}}, alias="entries")
    run(made, "CREATE TABLE entry (words text)")
    deadline.begin()
    yield made
    deadline.end()
    made.close()


def run(connection, sql: str) -> list:
    with connection.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def waits_for(connection) -> int:
    """How long it waits for a lock, in milliseconds."""
    return run(connection, "PRAGMA busy_timeout")[0][0]


@pytest.fixture
def other(connection):
    """Somebody who writes, and does not come to an end."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_a_lock_that_is_not_let_go_ends_with_the_deadline(connection, other):
    with deadline.at_most(0), pytest.raises(OperationalError, match="locked") as caught:
        run(connection, "INSERT INTO entry VALUES ('x')")
    assert broken_part(caught.value) == "database"
    assert run(connection, "SELECT * FROM entry") == []  # reading goes on
    other.execute("ROLLBACK")
    run(connection, "INSERT INTO entry VALUES ('x')")
    assert run(connection, "SELECT * FROM entry") == [("x",)]


def test_each_statement_may_wait_for_what_is_left_and_no_longer(connection):
    assert waits_for(connection) == LONGEST * 1000
    with deadline.at_most(3):
        assert waits_for(connection) == 3000
    assert waits_for(connection) == LONGEST * 1000
    with deadline.at_most(0):
        assert waits_for(connection) == 0
