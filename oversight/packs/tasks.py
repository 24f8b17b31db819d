"""The making of packs outside the request: tasks in the database, which `manage.py db_worker` takes
one after the other. The pack's own row decides; a task only says that somebody should look at it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .holding import take
from .making import make_pack
from .models import Pack

# So long a finished task is kept, for whoever looks why something did not come.
KEPT = timedelta(days=1)
# A lease is looked at a little after its end.
SOON = timedelta(seconds=5)


@task()
def make(number: int) -> None:
    """Make the pack of this number, unless somebody does or has done so."""
    pack = take(number, timezone.now())
    # Whoever is killed at it cannot say so.
    _look_again(number)
    if pack:
        make_pack(pack)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


def put_in_line(number: int) -> None:
    """Have the pack of this number made."""
    make.enqueue(number)


def _look_again(number: int) -> None:
    lease = Pack.objects.being_made().filter(pk=number).values_list("lease_until", flat=True)
    for until in lease:
        _later(number, until + SOON)


def _later(number: int, at: datetime) -> None:
    # What does it at once has nobody who could be killed in between.
    if make.get_backend().supports_defer:
        make.using(run_after=at).enqueue(number)
