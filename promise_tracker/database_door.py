"""No request passes before the database was asked whether the product may run on it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as NoAnswer
from django.db import connection

from accounts.deadline import at_most
from oversight.demo.apart import holds_people, reasons_against_database

REFUSAL = (
    "Promise Tracker does not run on its present database. Whoever looks after it finds the reason "
    "in the log.\n"
)
# For all that is asked, in seconds.
PATIENCE = 5
log = logging.getLogger("promise_tracker")


class DatabaseDoor:
    """A WSGI application in front of the product's: it asks at the start, and, while the database
    does not answer or nobody has an account in it, at each request that comes.
    """

    def __init__(self, application: Callable):
        self.application = application
        self.is_settled = False

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        # Static files need no database, nor wait for one.
        is_static = environ.get("PATH_INFO", "").startswith(settings.STATIC_URL)
        reasons = [] if self.is_settled or is_static else self._ask()
        if not reasons:
            return self.application(environ, start_response)
        log.error(" ".join(reasons))
        body, status = REFUSAL.encode(), HTTPStatus.SERVICE_UNAVAILABLE
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        headers += [("Content-Length", str(len(body))), ("X-Content-Type-Options", "nosniff")]
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    def ask_at_start(self) -> None:
        """Raises ImproperlyConfigured with the reasons when the product may not run on this
        database; a database that does not answer is asked later.
        """
        reasons = self._ask()
        # A process that gunicorn divides must not hand its connection on.
        connection.close()
        if reasons:
            raise ImproperlyConfigured(" ".join(reasons))

    def _ask(self) -> list[str]:
        try:
            with at_most(PATIENCE):
                reasons = reasons_against_database()
                self.is_settled = not reasons and holds_people()
        except NoAnswer:
            return []
        return reasons
