"""T19: processes that are killed while people write take nothing along that was acknowledged."""

from __future__ import annotations

import os
import random
import signal
import time

from .breaking import LOOKED_FOR, ready_to_write, until, what_was_lost, writing
from .part import POSTGRESQL, NotTried, Outcome, Part
from .site import WORKERS, Site

# Between two kills, at most: so that each meets another step of a save.
PAUSE = 0.6


def kill_workers(site: Site, times: int) -> Outcome:
    """Kill one of the workers so many times; the other goes on, and a new one comes."""
    written = ready_to_write(site)
    written = [written[name] for name in LOOKED_FOR]
    chance = random.Random(19)  # noqa: S311 - no secret
    with site.running(), writing(written):
        for number in range(times):
            time.sleep(chance.random() * PAUSE)
            os.kill(chance.choice(site.workers()), signal.SIGKILL)
            until(lambda: len(site.workers()) == WORKERS)
            if not until(lambda: _writes(written), 30):
                return Outcome(number + 1, 1, ["After a kill nobody could write for 30 s."])
            _show(number, times)
    return _outcome(times, written)


def kill_postgresql(site: Site, times: int) -> Outcome:
    """Kill all processes of PostgreSQL so many times, and start it again."""
    if not site.cluster:
        raise NotTried("this PostgreSQL is not ours to kill")
    written = ready_to_write(site)
    written = [written[name] for name in LOOKED_FOR]
    chance = random.Random(19)  # noqa: S311 - no secret
    with site.running(), writing(written):
        for number in range(times):
            time.sleep(0.3 + chance.random() * PAUSE)
            site.cluster.kill()
            site.cluster.start()
            if not until(lambda: _writes(written), 30):
                return Outcome(number + 1, 1, ["After a kill nobody could write for 30 s."])
            _show(number, times)
    return _outcome(times, written)


def _writes(written: list) -> bool:
    """Whether one of them is told that her words are stored, from now on."""
    before = sum(_acknowledged(one) for one in written)
    return until(lambda: sum(_acknowledged(one) for one in written) > before, 1)


def _acknowledged(one) -> int:
    return list(one.told.values()).count(302)


def _outcome(times: int, written: list) -> Outcome:
    found = what_was_lost(written)
    told = sum(_acknowledged(one) for one in written)
    print(f"{told} writes were acknowledged", flush=True)
    return Outcome(times, len(found), found)


def _show(number: int, times: int) -> None:
    if (number + 1) % 10 == 0 or number + 1 == times:
        print(f"{number + 1} of {times} kills", flush=True)


KILLED_WORKERS = Part(
    name="killed-workers",
    promise="T19 workers of the server are killed under writers: no acknowledged write is lost",
    run=kill_workers,
    full=200,
    short=3,
)
KILLED_POSTGRESQL = Part(
    name="killed-postgresql",
    promise="T19 PostgreSQL is killed under writers: no acknowledged write is lost",
    run=kill_postgresql,
    full=50,
    databases=(POSTGRESQL,),
)
