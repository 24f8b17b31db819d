"""A rolling restart under load loses no request."""

from __future__ import annotations

import http.client
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone

from .twins import Balancer, Installation
from .visitor import Visitor, values_of

PASSWORD = "keep-the-promise"  # noqa: S105 - the demonstration's, printed on its page
WRITERS, READERS = 3, 5
READ = ("/", "/board/", "/sub-actions/", "/static/css/promise.css", "/calls/")


@dataclass
class Load:
    """What visitors do until they are told that it is over, each through the balancer."""

    port: int
    over: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    lost: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)  # titles of what was acknowledged
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, what: str, request, *good: int):
        """The answer; what was lost is noted and None."""
        try:
            answer = request()
        except (OSError, http.client.HTTPException) as error:
            said, answer = type(error).__name__, None
        else:
            said = "" if answer.status in (good or (200, 302)) else str(answer.status)
        with self.lock:
            self.asked += 1
            if said:
                self.lost.append(f"{what} was answered: {said}")
        return None if said else answer

    def read(self, visitor: Visitor) -> None:
        """Pages, one after the other."""
        while not self.over.is_set():
            for path in READ:
                self.ask(path, partial(visitor.get, self.port, path))

    def write(self, visitor: Visitor) -> None:
        """Notes, one after the other."""
        while not self.over.is_set():
            self._write(visitor, f"Note {uuid.uuid4().hex}")

    def _write(self, visitor: Visitor, title: str) -> None:
        path = "/evidence/add/C18/"
        page = self.ask(path, partial(visitor.get, self.port, path))
        if page is None:
            return
        given = {
            "medium": "note",
            "words": "What was written down.",
            "kind": "practice",
            "title": title,
            "shows": "Young adults lead it.",
            "dated_on": f"{timezone.localdate():%d/%m/%Y}",
            "visibility": "board",
        }
        values = list((dict(values_of(page.form("upload_kept"))) | given).items())
        if self.ask(f"{path} sent", partial(visitor.post, self.port, path, values), 302):
            with self.lock:
                self.stored.append(title)


def restarted(both: tuple[Installation, Installation], times: int) -> Iterator[str]:
    """Restart each in turn so many times in both ways while people work; a sentence for each
    request that was lost and for each note that was acknowledged and is not there.
    """
    balancer = Balancer([each.port for each in both])
    load = Load(balancer.port)
    try:
        _work(load, both, times)
    finally:
        balancer.close()
    visitor = _signed_in(both[0].port, "keeper")
    for title in load.stored:
        found = visitor.get(both[1].port, f"/evidence/?q={title.removeprefix('Note ')}")
        yield "" if title in found.html else "A note that was acknowledged is not there."
    yield from load.lost
    yield from [""] * (load.asked - len(load.lost))


def _work(load: Load, both: tuple[Installation, Installation], times: int) -> None:
    visitors = [_signed_in(load.port, "keeper") for _one in range(WRITERS)]
    acts = [partial(load.write, visitor) for visitor in visitors]
    acts += [partial(load.read, _signed_in(load.port, "board")) for _one in range(READERS)]
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    try:
        for _time in range(times):
            for each in both:
                each.reload()
            for each in both:
                each.restart()
    finally:
        load.over.set()
        for thread in threads:
            thread.join()


def _signed_in(port: int, who: str) -> Visitor:
    visitor = Visitor()
    visitor.sign_in(port, f"{who}@demo.test", PASSWORD)
    return visitor
