"""Two servers and their makers of packs share one database and one store: a pack that is asked for
at both is made once, also when whoever makes it is killed, and either server gives its files.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import Role, User
from foundations.models import Edition
from foundations.services import rounds
from oversight.packs.holding import MOST_TRIES
from oversight.packs.models import Form, Kind, Pack
from tests.at_once import at_once
from tests.factories import AppointmentFactory, RoundFactory

from .breaking import until
from .part import Outcome, Part
from .site import MANAGE, ROOT, Site


def packs(site: Site, times: int) -> Outcome:
    """So many rounds, of each of which a pack is asked for at both servers at once; the first maker
    is killed at it, and the second takes it up when the lease has ended.
    """
    both = site, Site(site.folder, site.database, site.url, site.cluster)
    asks, closes = (
        AppointmentFactory(user__name=f"{role} of packs", role=role).user
        for role in (Role.BOARD, Role.ADMINISTRATOR)
    )
    try:
        for each in both:
            each.start()
        tried = [said for _time in range(times) for said in _tried(both, asks, closes)]
    finally:
        both[1].stop()
    broken = [said for said in tried if said]
    return Outcome(len(tried), len(broken), broken)


def _tried(both: tuple[Site, Site], asks: User, closes: User) -> Iterator[str]:
    """A sentence for each thing that was tried, empty where it held."""
    found = RoundFactory(asks_assessment=False)
    rounds.close_round(by=closes, round=found, seen=1)
    edition = Edition.objects.get(round=found)
    address = f"/at/{found.key}/1/packs/{Form.BOARD}/"
    browsers = [each.browser(asks) for each in both]
    answers = at_once(*(partial(browser.post, address) for browser in browsers))
    statuses = [answer.status_code for answer in answers]
    made = list(Pack.objects.filter(edition=edition))
    yield "" if statuses == [302, 302] else f"Asked at both, it was answered {statuses}."
    yield "" if len(made) == 1 else f"Asked at both, {len(made)} packs were begun."
    pack = made[0]
    with _maker(both[0]) as first:
        # So that it is in the middle, with a file kept: its first tries are killed with it.
        begun = until(lambda: _now(pack).done > 1 or not _now(pack).is_open)
        first.kill()
    yield "" if begun and _now(pack).is_open else f"It was not killed in its middle: {_now(pack)}."
    _let_the_lease_end(pack)
    with _maker(both[1]):
        until(lambda: not _now(pack).is_open)
    pack = _now(pack)
    ended = (pack.state, pack.tries, pack.files.count())
    good = ("ready", MOST_TRIES, len(Kind))
    yield "" if ended == good else f"Taken up by the other it ended as {ended}: {pack.reason}"
    for file in pack.files.all():
        for browser in browsers:
            answer = browser.get(f"/packs/{pack.pk}/{file.kind}/")
            same = hashlib.sha256(answer.content).hexdigest() == file.sha256
            yield "" if same else f"Its {file.kind} was answered {answer.status_code} by one."


def _now(pack: Pack) -> Pack:
    return Pack.objects.get(pk=pack.pk)


def _let_the_lease_end(pack: Pack) -> None:
    now = timezone.now()
    Pack.objects.filter(pk=pack.pk).update(lease_until=now)
    # What looks after its end would come minutes later.
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=now)


@contextmanager
def _maker(site: Site) -> Iterator[subprocess.Popen]:
    """A process that makes packs, as the README starts it, as long as this block."""
    command = [sys.executable, "-c", MANAGE, "db_worker", "--interval", "0.2"]
    with site.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=site.env, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


PACKS = Part(
    name="packs",
    promise="A pack asked for at two servers at once is made once, is taken up once after its "
    "maker was killed, and either server gives its files",
    run=packs,
    full=5,
    short=1,
)
