"""What several people do at the same moment, each over a connection of her own."""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connection

from .rotation import FULL

# How often two meet in one test: in a full run as often as is promised.
TIMES = int(os.environ.get("AT_ONCE") or (50 if FULL else 3))
# The file that gets a sign for each meeting, where somebody counts them.
COUNTED = os.environ.get("AT_ONCE_COUNTED")


def begin_meanwhile(threads: ThreadPoolExecutor, write: Callable) -> Future:
    """Begin a write in another thread, and go on when it is done or waits for a lock of ours; what
    comes of it.
    """
    begun = threads.submit(_in_thread, write)
    while not begun.done() and not _somebody_waits():
        time.sleep(0.01)
    return begun


def _in_thread(write: Callable):
    try:
        return write()
    finally:
        connection.close()


def _somebody_waits() -> bool:
    # On SQLite whoever writes beside another always does.
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def at_once(*writes: Callable, allowed: tuple[type[Exception], ...] = ()) -> list:
    """Begin all of these together; what each returned, or raised if that is among the allowed.
    What else goes wrong in one of them fails the test.
    """
    barrier = Barrier(len(writes))

    def run(write: Callable):
        barrier.wait(timeout=60)
        try:
            return _in_thread(write)
        except allowed as error:
            return error

    with ThreadPoolExecutor(len(writes)) as threads:
        said = list(threads.map(run, writes))
    if COUNTED and len(writes) > 1:
        with Path(COUNTED).open("a", encoding="utf-8") as file:
            file.write(".")
    return said
