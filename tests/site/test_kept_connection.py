"""A thread keeps its way to the database from one request to the next: beside SQLite's file lie two
that go with the last connection, and on a full disk, where they cannot be made anew, nobody could
read any more.
"""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory

from promise_tracker.databases import database

pytestmark = pytest.mark.django_db(transaction=True)


def ask_for(path: str) -> int:
    """What a server answers, which ends the request too, as Django's own browser for tests does
    not.
    """
    statuses = []
    environ = RequestFactory()._base_environ(PATH_INFO=path)
    answer = WSGIHandler()(environ, lambda status, _headers: statuses.append(int(status[:3])))
    answer.close()
    return statuses[0]


def test_two_requests_of_one_thread_use_one_connection():
    # As a thread begins; the one of the tests may be older than what is said of it.
    connection.close()
    assert ask_for("/sign-in/") == 200
    kept = connection.connection
    assert kept is not None
    assert ask_for("/sign-in/") == 200
    assert connection.connection is kept


def test_sqlite_is_kept_for_good(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database("x")["CONN_MAX_AGE"] is None
