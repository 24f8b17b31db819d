"""Whether the application works and all that it needs answers: asked by whoever looks after it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import storages
from django.db import Error, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from accounts.deadline import at_most
from accounts.other_ends import DATABASE, STORE
from accounts.outbox.sending import is_late
from evidence.files.store import check_room
from evidence.items.models import EvidenceItem

from .broken_parts import broken_part

# Whether a transaction may only read, and 256 rows of 4 kB that no more is done with.
LARGE = (
    "SELECT current_setting('transaction_read_only'), count(*) "
    "FROM unnest(array_fill(repeat('x', 4000), ARRAY[256]))"
)
# Each part is waited for no longer.
PATIENCE = 3


def answers_first(get_response: Callable) -> Callable:
    """Answers for health before anybody's session is read, which takes the database."""

    def answer(request: HttpRequest) -> HttpResponse:
        is_asked = request.path_info == reverse("health")
        return health(request) if is_asked else get_response(request)

    return answer


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Which parts fail: "database", "storage", "mail" or "files". Without the first two people
    cannot work: then the answer is 503. `mail` is "late" when something waits, "unknown" without a
    database; "files" says that a file of evidence is lost.
    """
    failing, mail, is_lost, is_writable = set(), "unknown", False, True
    try:
        # On SQLite a transaction begins with the lock of whoever writes: one that never lets it go
        # is found out too.
        with at_most(PATIENCE), transaction.atomic():
            mail = "late" if is_late(timezone.now()) else "ok"
            is_lost = EvidenceItem.objects.with_lost_file().exists()
            is_writable = connection.vendor == "sqlite" or _has_room()
    except Error as error:
        failing.add(broken_part(error) or DATABASE.name)
    if not is_writable:
        failing.add(DATABASE.name)
    if not _takes_files():
        failing.add(STORE.name)
    works = not failing
    if mail == "late":
        failing.add("mail")
    if is_lost:
        failing.add("files")
    told = {"status": "ok" if works else "failing", "failing": sorted(failing), "mail": mail}
    return JsonResponse(told, status=HTTPStatus.OK if works else HTTPStatus.SERVICE_UNAVAILABLE)


def _has_room() -> bool:
    """Whether PostgreSQL takes writes, and a megabyte has room on its disk: it answers whoever
    reads also when it can store nothing.

    A row that is taken back would find room in a page that is there already, and a large one would
    leave its dead copy to whoever is asked twelve times a minute. So one is asked for that does not
    fit into the memory of a query: it goes into a file of its own, beside the tables, and with the
    query. That takes some milliseconds and leaves nothing. A full disk of its log alone stops
    PostgreSQL, which is seen anyway.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64kB'")
            cursor.execute(LARGE)
            return cursor.fetchone()[0] == "off"
    except OperationalError:
        return False


def _takes_files() -> bool:
    """Whether uploads can be kept, and SQLite's own file can grow."""
    with suppress(OSError), at_most(PATIENCE):
        storages["evidence"].check()
        if file := settings.DATABASES["default"].get("FILE"):
            check_room(str(Path(file).parent))
        return True
    return False
