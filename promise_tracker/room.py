"""Not every thread of the server waits for a database that says nothing: health and static files,
which stand before this, need one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse

from accounts.other_ends import DATABASE, NotAsked

# Of the threads that the README gives gunicorn, all but two.
PLACES = 6
# So long nobody hears of the database before it is not waited for; and between two looks.
PATIENCE, LOOK = 2.0, 0.1


class Room:
    """Places for those who may be waiting for the database."""

    def __init__(self, places: int):
        self._places, self._full_since = BoundedSemaphore(places), None

    @contextmanager
    def place(self) -> Iterator[None]:
        """One place in this block. Waits for it as long as the database answers others; raises
        NotAsked when it has said nothing for a while to all who have one.
        """
        while not self._places.acquire(timeout=LOOK):
            self._full_since = self._full_since or time.monotonic()
            if time.monotonic() - max(self._full_since, DATABASE.heard_at) > PATIENCE:
                raise NotAsked("All who have asked the database wait for its answer.")
        try:
            yield
        finally:
            self._full_since = None
            self._places.release()


ROOM = Room(PLACES)


def leaves_room(get_response: Callable) -> Callable:
    """Lets a request in where there is room."""

    def answer(request: HttpRequest) -> HttpResponse:
        with ROOM.place():
            return get_response(request)

    return answer
