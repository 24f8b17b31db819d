"""What met somebody else's write at a bad moment is tried again, before anybody is told."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from .deadline import seconds_left

# Tries after the first.
MORE = 2
# PostgreSQL: a deadlock, two transactions that cannot both stand, a lock that took too long.
SQLSTATES = {"40P01", "40001", "55P03"}
SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
log = logging.getLogger(__name__)


class TriedAgainMiddleware:
    """Calls the view once more, twice at most and within the deadline of the request, when the
    database has taken back all that it did because others wrote at the same moment. What it had
    stored before that is known by its version or the key of its form, as for one sent twice.

    Stands last: its exceptions are seen by nobody before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer of a later try; None where there is no point in one, or each failed so."""
        view, args, kwargs = request.resolver_match
        for _time in range(MORE):
            if not is_of_the_moment(error) or not seconds_left():
                return None
            log.info("Tried again: %s", type(error.__cause__).__name__)
            _rewind(request)
            try:
                return view(request, *args, **kwargs)
            except OperationalError as further:
                error = further
        return None


def tried_again(write: Callable) -> Callable:
    """A write of a command, in one transaction, that is called once more, twice at most, when the
    database has taken back all that it did because others wrote at the same moment. Inside another
    transaction it is not: what that one did before would be missing.
    """

    @wraps(write)
    def call(*args: object, **values: object) -> object:
        for _time in range(MORE):
            try:
                return write(*args, **values)
            except OperationalError as error:
                if connection.in_atomic_block or not is_of_the_moment(error):
                    raise
                log.info("Tried again: %s", type(error.__cause__).__name__)
        return write(*args, **values)

    return call


def is_of_the_moment(error: BaseException) -> bool:
    """Whether the database has taken a transaction back only because of others at that moment."""
    cause = error.__cause__
    if not isinstance(error, OperationalError) or cause is None:
        return False
    # The lowest byte of SQLite's number is the kind.
    kind = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", None) in SQLSTATES or kind in SQLITE


def _rewind(request: HttpRequest) -> None:
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
