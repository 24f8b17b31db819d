"""How long one request may wait for all that it asks of others together: of the database, of the
store of files, and between tries. Work of its own does not count: a large file may take its time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import local

# Of one request, in seconds.
SECONDS = 10.0
_this = local()


def begin(**_signal: object) -> None:
    """A request begins in this thread, and has all its seconds."""
    _this.left = SECONDS


def go_on() -> None:
    """A request that is answered piece by piece has all its seconds for the next piece."""
    if seconds_left() < inf:
        begin()


def end(**_signal: object) -> None:
    """The request of this thread is over: what a command does has no deadline."""
    _this.left = inf


def seconds_left() -> float:
    """How many seconds the request of this thread may still wait; infinite outside a request, and
    never less than nought.
    """
    return max(0.0, getattr(_this, "left", inf))


@contextmanager
def waiting() -> Iterator[None]:
    """Takes the time that this block lasts from what the request has left."""
    started = time.monotonic()
    try:
        yield
    finally:
        _this.left = seconds_left() - (time.monotonic() - started)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """In this block no more than so many seconds are waited, nor more than are left."""
    kept = seconds_left()
    given = _this.left = min(kept, seconds)
    try:
        yield
    finally:
        _this.left = kept - (given - seconds_left())


@contextmanager
def without_end() -> Iterator[None]:
    """In this block nothing is counted: for the rare act that has to be waited for to its end."""
    kept = seconds_left()
    _this.left = inf
    try:
        yield
    finally:
        _this.left = kept


def pause(seconds: float) -> None:
    """Wait before another try, within what is left."""
    with waiting():
        time.sleep(min(seconds, seconds_left()))
