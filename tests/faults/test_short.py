"""The short form of the tries on real servers: one part on one database a run, another one after
each commit.
"""

import os

import pytest
from django.core.management import call_command
from django.db import connection

from tests.rotation import FULL, today_of

from .ground import forget_what_was_sent
from .part import POSTGRESQL, NotTried
from .parts import PARTS
from .site import Site

SHORT = [(part, database) for part in PARTS.values() if part.short for database in part.databases]


@pytest.fixture
def site(transactional_db, tmp_path):
    """A server over the database of the tests, which others break at their own cost."""
    database, name = connection.vendor, str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if database == POSTGRESQL:
        head, _, query = os.environ["DATABASE_URL"].partition("?")
        url = f"{head.rpartition('/')[0]}/{name}?{query}"
    made = Site(tmp_path, database, url)
    # The tests keep it in memory, which the server's processes do not share.
    call_command("createcachetable", "cache", verbosity=0)
    yield made
    made.stop()
    forget_what_was_sent()


def _called(value) -> str:
    return getattr(value, "name", value)


@pytest.mark.database
@pytest.mark.parametrize(("part", "database"), SHORT if FULL else [today_of(SHORT)], ids=_called)
def test_the_promise_holds(part, database, site):
    if site.database != database:
        return
    try:
        outcome = part.run(site, part.short)
    except NotTried:
        return
    assert outcome.sentences == []
    assert outcome.tried
    assert not outcome.broken
