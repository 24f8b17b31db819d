"""The cache in the database, each of whose writes is one statement."""

from __future__ import annotations

import base64
import pickle
import secrets
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection
from django.utils import timezone

# One write in so many looks whether there is more than the cache may hold.
LOOKS = 100
STORE = """INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"""
# Only where there is none, or none that lasts.
ADD = STORE + " WHERE {table}.expires < %s"


class OneStatementCache(DatabaseCache):
    """Django's own counts what it holds, opens a transaction and reads the key before each write;
    here the database decides between two of one moment. All that is kept has an end.
    """

    def add(
        self, key: str, value: Any, timeout: float = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        key, now = self.make_and_validate_key(key, version=version), _stored(timezone.now())
        return self._store(ADD, [key, *self._row(value, timeout), now])

    def set(
        self, key: str, value: Any, timeout: float = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        key = self.make_and_validate_key(key, version=version)
        self._store(STORE, [key, *self._row(value, timeout)])

    def _row(self, value: Any, timeout: float) -> tuple[str, Any]:
        end = datetime.fromtimestamp(self.get_backend_timeout(timeout), tz=UTC)
        pickled = pickle.dumps(value, self.pickle_protocol)
        return base64.b64encode(pickled).decode("latin1"), _stored(end)

    def _store(self, statement: str, values: list) -> bool:
        table = connection.ops.quote_name(self._table)
        try:
            with connection.cursor() as cursor:
                self._make_room(cursor, table)
                cursor.execute(statement.format(table=table), values)
                return bool(cursor.rowcount)
        except DatabaseError:
            # As Django's: what cannot be stored is not there.
            return False

    def _make_room(self, cursor: Any, table: str) -> None:
        if secrets.randbelow(LOOKS) == 0:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - our own table
            (number,) = cursor.fetchone()
            if number > self._max_entries:
                self._cull(connection.alias, cursor, timezone.now(), number)


def _stored(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment.replace(microsecond=0))
