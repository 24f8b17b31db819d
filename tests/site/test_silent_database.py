"""Whatever happens on the way to PostgreSQL, nobody waits for it without end, and what comes of it
is said to be the database's failing.
"""

import pytest
from django.db import DatabaseError, OperationalError

from accounts import deadline, other_ends
from accounts.other_ends import DATABASE
from promise_tracker.broken_parts import broken_part
from promise_tracker.databases import POSTGRES_OPTIONS, database
from promise_tracker.postgresql.base import DatabaseWrapper

from .postgresql_stub import SERVERS_OWN, Stub

WORKS = "answers"
SILENT = ["says nothing from the start", "says nothing any more"]
STORAGE = "disk of the server is full"


@pytest.fixture(autouse=True)
def short(db, monkeypatch):
    """A request that may wait a little, and nothing remembered of other tests."""
    monkeypatch.setattr(deadline, "SECONDS", 0.3)
    monkeypatch.setattr(other_ends, "SILENCE", 0.05)
    monkeypatch.setattr(other_ends, "TRIAL", 0.2)
    DATABASE.answers()
    deadline.begin()
    yield
    deadline.end()
    DATABASE.answers()


@pytest.fixture
def stubs():
    """Servers that are closed after the test."""
    made = []

    def make(way: str) -> Stub:
        made.append(Stub(way))
        return made[-1]

    yield make
    for stub in made:
        stub.close()


def connection_to(stub: Stub) -> DatabaseWrapper:
    settings = {
        "NAME": "promise",
        "USER": "promise",
        "PASSWORD": "",
        "HOST": "127.0.0.1",
        "PORT": str(stub.port),
        "OPTIONS": POSTGRES_OPTIONS | {"sslmode": "disable"},
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TIME_ZONE": None,
        "TEST": {},
    }
    return DatabaseWrapper(settings, alias="stub")


def ask(connection: DatabaseWrapper) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()


def failing(connection: DatabaseWrapper) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught:
        ask(connection)
    return caught.value


def test_a_server_that_answers_is_answered(stubs):
    assert ask(connection_to(stubs(WORKS))) == (1,)


@pytest.mark.parametrize("way", ["resets", *SERVERS_OWN])
def test_what_the_server_says_or_does_is_a_failing_part(way, stubs):
    error = failing(connection_to(stubs(way)))
    assert broken_part(error) == ("storage" if way == STORAGE else "database")


@pytest.mark.parametrize("way", SILENT)
def test_silence_ends_with_the_request_s_deadline_and_the_connection(way, stubs):
    connection = connection_to(stubs(way))
    error = failing(connection)
    assert isinstance(error, OperationalError)
    assert broken_part(error) == "database"
    assert connection.connection is None or connection.connection.closed


def test_a_refused_connection_is_no_silence(stubs):
    stub = stubs(WORKS)
    stub.close()
    assert broken_part(failing(connection_to(stub))) == "database"
    deadline.begin()
    assert ask(connection_to(stubs(WORKS))) == (1,)


def test_a_deadline_that_is_over_asks_nothing_more(stubs):
    stub = stubs(WORKS)
    connection = connection_to(stub)
    ask(connection)
    asked = stub.asked
    with deadline.at_most(0):
        assert broken_part(failing(connection)) == "database"
    assert stub.asked == asked


def test_after_the_repair_the_next_request_succeeds(stubs):
    stub = stubs("says nothing any more")
    connection = connection_to(stub)
    failing(connection)
    connection.close()
    stub.way = WORKS
    deadline.begin()
    assert ask(connection) == (1,)


def test_what_a_command_asks_has_no_deadline(stubs):
    deadline.end()
    assert deadline.seconds_left() == float("inf")
    assert ask(connection_to(stubs(WORKS))) == (1,)


def test_the_product_asks_postgresql_in_this_way(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://promise:x@db.council.test/promise")
    config = database("db.sqlite3")
    assert config["ENGINE"] == DatabaseWrapper.__module__.removesuffix(".base")
    assert config["CONN_HEALTH_CHECKS"]
    told = config["OPTIONS"]
    assert (told["connect_timeout"], told["tcp_user_timeout"]) == (3, 8000)
    assert told["keepalives_idle"] > 0
    for limit in ("statement_timeout=8s", "lock_timeout=2s"):
        assert f"-c {limit}" in told["options"]
