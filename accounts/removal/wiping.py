"""What a database still holds of what was taken out of its rows: pages, indexes and statistics that
are written over some day. Here they are written anew at once.
"""

from __future__ import annotations

import logging
import re

from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.deadline import without_end
from accounts.models import Change

from .models import Removal
from .written import STORED, TABLES, WRITTEN

logger = logging.getLogger(__name__)
# What PostgreSQL says of rows that somebody who began earlier may still read.
LEFT = re.compile(r"\b([1-9]\d*) dead row versions? cannot be removed yet")
# It holds examples of what stands in each column. The owner of a database may write it anew.
STATISTICS = "pg_catalog.pg_statistic"


class NotWiped(Exception):
    """Somebody still reads the old rows."""


def wipe(removal: Removal) -> bool:
    """Write the files of the database anew, and delete the files that were taken out; outside a
    transaction. Returns whether it is done; what is not can be tried again.
    """
    try:
        for stored in STORED:
            stored.let_go()
        with without_end():
            WAYS[connection.vendor]()
    except (OperationalError, OSError, NotWiped) as error:
        # Its own words may hold a text; its name does not.
        logger.warning("Removal %s is not wiped yet: %s", removal.pk, type(error).__name__)
        return False
    Removal.objects.filter(pk=removal.pk).update(wiped_at=timezone.now())
    return True


def _wipe_sqlite() -> None:
    with connection.cursor() as cursor:
        # Settings ask for it too; it must hold also where another program opened the file.
        cursor.execute("PRAGMA secure_delete=ON")
        # An index of words says of what is gone only that it does not count any more.
        for index in _virtual_tables(cursor):
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - ours
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
    if is_busy:
        raise NotWiped


def _virtual_tables(cursor) -> list[str]:
    cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'virtual'")
    return [name for (name,) in cursor.fetchall()]


def _wipe_postgresql() -> None:
    """Without a superuser's rights: it needs to own its tables, and the database for what it says
    of examples.
    """
    said: list[str] = []

    def listen(notice) -> None:
        said.append(f"{notice.message_primary} {notice.message_detail}")

    with connection.cursor() as cursor:
        # A table of a large council may take longer than any page; but whoever waits for one makes
        # everybody behind wait too.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET lock_timeout = '3s'")
        connection.connection.add_notice_handler(listen)
        try:
            for table in tables():
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"VACUUM (FULL, ANALYZE, VERBOSE) {quoted}")
            cursor.execute(f"VACUUM (FULL, VERBOSE) {STATISTICS}")
        finally:
            connection.connection.remove_notice_handler(listen)
            cursor.execute("RESET statement_timeout")
            cursor.execute("RESET lock_timeout")
    if any(map(LEFT.search, said)):
        raise NotWiped


WAYS = {"sqlite": _wipe_sqlite, "postgresql": _wipe_postgresql}


def tables() -> list[str]:
    """All tables in which words may have stood, also those that hold none of them any more: an
    earlier wording lies in them until its place is needed.
    """
    named = [written.model._meta.db_table for written in WRITTEN]
    named += [Change._meta.db_table, Session._meta.db_table, Removal._meta.db_table, *TABLES]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    return sorted(set(named) & there)
