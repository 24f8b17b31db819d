"""What several people do at the same moment, each over a connection of her own."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from .rotation import FULL

# How often two meet in one test: in a full run as often as is promised.
TIMES = int(os.environ.get("AT_ONCE") or (50 if FULL else 3))


def at_once(*writes: Callable, allowed: tuple[type[Exception], ...] = ()) -> list:
    """Begin all of these together; what each returned, or raised if that is among the allowed.
    What else goes wrong in one of them fails the test.
    """
    barrier = Barrier(len(writes))

    def run(write: Callable):
        barrier.wait(timeout=60)
        try:
            return write()
        except allowed as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writes)) as threads:
        return list(threads.map(run, writes))
