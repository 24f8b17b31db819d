"""Threads that write or ask while something is broken, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

from accounts.history import broken_changes

from .browsing import CUT, Answer
from .ground import person_of, world
from .site import Site
from .writers import Writer, work_of, writers

# Writers whose acknowledged words are looked for afterwards.
LOOKED_FOR = ("update", "edit", "evidence", "figure", "reply")


@dataclass
class Written:
    """What a writer was told, by the number of what she sent; a cut connection is 0."""

    name: str
    writer: Writer
    told: dict[int, int] = field(default_factory=dict)
    seconds: float = 0  # the longest that she waited

    def send(self, number: int) -> Answer | None:
        """Her answer to one more; None where the connection was cut."""
        started = time.monotonic()
        try:
            answer = self.writer.send(number)
        except (*CUT, IndexError):  # not even the page came
            answer = None
        self.told[number] = answer.status_code if answer else 0
        self.seconds = max(self.seconds, time.monotonic() - started)
        return answer

    def lost(self) -> list[str]:
        """What was acknowledged and is not there."""
        said = [number for number, status in self.told.items() if status == 302]
        gone = [number for number in said if not self.writer.kept(number).exists()]
        return [f"{self.name} {number} was acknowledged and is not there." for number in gone]


def ready_to_write(site: Site) -> dict[str, Written]:
    """A world, and one writer of each kind in it who has sent nothing yet."""
    return ready_to_write_in(site, world()[0])


def ready_to_write_in(site: Site, sessions: dict) -> dict[str, Written]:
    """Such writers in a world that has these sessions."""
    cast = {name: person_of(sessions[name]) for name in ("keeper", "champions", "administrator")}
    keeper = cast["keeper"]
    service = keeper.appointments.get().service
    theme = f"/self-assessment/now/{service.key}/T2/"
    work = work_of(service, keeper, cast["champions"], theme)
    made = writers(work, cast, site.browser)
    return {name: Written(name, writer) for name, writer in made.items()}


@contextmanager
def writing(written: list[Written], pause: float = 0) -> Iterator[None]:
    """All of them write as long as this block lasts."""
    over = threading.Event()

    def write(one: Written) -> None:
        number = len(one.told)
        while not over.is_set():
            number += 1
            answer = one.send(number)
            # Who is refused does not ask again at once, as nobody does.
            over.wait(pause if answer and answer.status_code == 302 else max(pause, 0.2))
        connection.close()

    threads = [threading.Thread(target=write, args=[one]) for one in written]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def what_was_lost(written: list[Written]) -> list[str]:
    """What is wrong after all this: what was acknowledged and is gone, and lines of history that
    do not prove themselves.
    """
    connection.close()  # which may have been cut too
    found = [sentence for one in written for sentence in one.lost()]
    if not any(302 in one.told.values() for one in written):
        found.append("Nothing was acknowledged.")
    if broken := broken_changes():
        found.append(f"{len(broken)} lines of the history do not prove themselves.")
    return found


def until(is_so: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something becomes so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
