"""Each form that a page sends, sent twice as by a double click: the second answer is the first
one's, and nothing is written by it.
"""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.rotation import turn

from .table import TABLE
from .test_matrix import WRITES, filled
from .test_unanswered import CASES, answered, errors_of, form_at, reader

WHOLE = list({case.name: case for case in reversed(CASES) if case.is_whole}.values())
BESIDES = ("django_session", "accounts_user", "SAVEPOINT")


@pytest.mark.database
def test_each_form_sent_twice_is_done_once(world, db):
    sessions, keys = world
    assert len(WHOLE) > 40
    for case in turn(WHOLE, of=4):
        row = TABLE[case.name]
        role, address = reader(row), reverse(case.name, kwargs=filled(row.own, keys))
        form = form_at(address, case.name, role, sessions[role], keys)
        sent = answered(case, form, filled(row.body, keys), keys)
        undo = transaction.savepoint()
        client = Client()
        client.cookies["sessionid"] = sessions[role]
        first = client.post(address, sent)
        assert first.status_code == 302, f"{case.name}: {errors_of(first)}"
        with CaptureQueriesContext(connection) as seen:
            second = client.post(address, sent)
        transaction.savepoint_rollback(undo)
        writes = [sql for sql in _not_undone(seen) if WRITES.match(sql)]
        writes = [one for one in writes if not any(name in one for name in BESIDES)]
        assert (second.status_code, second.get("Location")) == (302, first["Location"]), case.name
        assert writes == [], case.name


def _not_undone(seen: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without what it refused and was taken back: some forms are
    known by a key that it takes once.
    """
    asked: list[str] = []
    for query in seen:
        if query["sql"].startswith("ROLLBACK TO SAVEPOINT"):
            name = query["sql"].split()[-1]
            while asked and asked.pop() != f"SAVEPOINT {name}":
                pass
        else:
            asked.append(query["sql"])
    return asked
