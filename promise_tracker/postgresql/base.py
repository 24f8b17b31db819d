"""Django's way to PostgreSQL over connections that wait no longer than the request may.

The timeouts of libpq and of the server do not end a wait while something between acknowledges each
packet and passes nothing on. Only closing the connection on this side does.
"""

from __future__ import annotations

import math
from types import SimpleNamespace

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout, _WaitTimeout

from accounts.other_ends import DATABASE, NotAsked


class TooLate(psycopg.OperationalError):
    """The database has not answered in time, or was not asked because it does not answer."""


class Connection(psycopg.Connection):
    """A connection on which every question and answer has an end."""

    @classmethod
    def connect(cls, conninfo: str = "", **params) -> Connection:
        """A new connection, as psycopg makes it. Raises psycopg's errors."""
        try:
            with DATABASE.asked() as patience:
                given = float(params.get("connect_timeout") or 0) or math.inf
                wanted = min(given, patience)
                if wanted < math.inf:
                    params["connect_timeout"] = math.ceil(wanted)
                return super().connect(conninfo, **params)
        except NotAsked as error:
            raise TooLate(str(error)) from error
        except ConnectionTimeout:
            DATABASE.said_nothing(math.inf)
            raise
        except psycopg.Error:  # refused, which is an answer
            DATABASE.answers()
            raise

    def wait(self, gen, interval: float = 0.1, timeout: float | None = None):
        """What psycopg waits for, within what the request has left. Raises TooLate, and closes the
        connection, where the answer has not come.
        """
        try:
            with DATABASE.asked() as patience:
                shortest = min(patience, math.inf if timeout is None else timeout)
                found = super().wait(gen, interval, None if shortest == math.inf else shortest)
        except NotAsked as error:
            self.pgconn.finish()
            raise TooLate(str(error)) from error
        except _WaitTimeout as error:
            if timeout is not None and timeout <= patience:
                raise
            self.pgconn.finish()
            DATABASE.said_nothing(patience)
            raise TooLate("The database did not answer in time.") from error
        except psycopg.Error:
            DATABASE.answers()
            raise
        DATABASE.answers()
        return found


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, over such connections."""

    Database = SimpleNamespace(**vars(psycopg) | {"connect": Connection.connect})
