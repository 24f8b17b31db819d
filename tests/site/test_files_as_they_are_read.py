"""Files for download read their rows some at a time, in as many statements for many as for few."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import database, deadline
from accounts.database import read_as_written
from accounts.history import record
from accounts.models import Change
from evidence.models import Audience, Session
from tests.bench.goals import FILE_STATEMENTS
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILES = [
    ("board", "/sub-actions/export/?format=csv"),
    ("board", "/sub-actions/export/?format=xlsx"),
    ("board", "/participation/sessions/export/?format=csv"),
    ("board", "/participation/sessions/export/?format=xlsx"),
    ("administrator", "/history/export/"),
]


@pytest.fixture
def grow(champions):
    """Makes so many more lines of each file."""

    def make(number: int) -> None:
        about = {"held_on": date(2025, 3, 3), "kind": "workshop", "lived_experience": "neither"}
        for _line in range(number):
            with transaction.atomic():
                SubActionFactory()
                session = Session.objects.create(**about, lived_number=0, logged_by=champions)
                Audience.objects.create(session=session, kind="community", headcount=7)
                after = {"headcount": session.pk}
                record(by=None, act="logged", thing="session", key="1", before={}, after=after)

    return make


@pytest.mark.share(2)
@pytest.mark.parametrize(("who", "address"), FILES)
def test_rows_are_read_some_at_a_time(who, address, grow, signed_in, request, monkeypatch):
    opened, make = [], connection.chunked_cursor
    monkeypatch.setattr(connection, "chunked_cursor", lambda: opened.append(address) or make())
    browser = signed_in(request.getfixturevalue(who))
    # Without them PostgreSQL would send all rows at once.
    assert not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    asked = []
    for number in (3, 30):
        grow(number)
        browser.get(address).getvalue()
        opened.clear()
        with CaptureQueriesContext(connection) as statements:
            content = browser.get(address).getvalue()
        asked.append(len(statements))

    assert opened == [address]
    assert asked[0] == asked[1] <= FILE_STATEMENTS
    assert address.endswith("xlsx") or content.count(b"\n") > 33


@pytest.mark.django_db(transaction=True)
def test_the_first_line_does_not_wait_for_the_last_nor_anybody_for_the_file(administrator):
    with transaction.atomic():
        for key in ("1", "2"):
            about = {"act": "edited", "thing": "session", "key": key}
            record(by=administrator, **about, before={}, after={"headcount": 1})

    lines = read_as_written(Change.objects.values_list("key", flat=True))

    assert next(lines) == "2"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT is_holdable FROM pg_cursors")
            # One that outlives its transaction is read to its end first.
            assert cursor.fetchall() == [(False,)]
    else:
        # Here a transaction is for writing, and one at a time may.
        assert not connection.in_atomic_block
    assert list(lines) == ["1"]
    assert not connection.in_atomic_block


@pytest.mark.postgresql
def test_each_piece_may_wait_as_long_as_a_whole_page(administrator, monkeypatch):
    monkeypatch.setattr(database, "PIECE", 1)
    for key in ("1", "2"):
        about = {"act": "edited", "thing": "session", "key": key}
        record(by=administrator, **about, before={}, after={"headcount": 1})
    deadline.begin()
    lines = read_as_written(Change.objects.values_list("key", flat=True))

    left = []
    for _line in lines:
        left.append(deadline.seconds_left())
        deadline._this.left = 1

    assert left == [deadline.SECONDS] * 2
