"""T20: a day's requests in one piece: nothing fails, and the server needs no more memory for it."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from contextlib import suppress
from queue import Empty, SimpleQueue
from statistics import median

from django.db import connection
from django.urls import reverse

from tests.site.rows import ROLES
from tests.site.table import TABLE
from tests.site.test_matrix import filled
from tests.site.test_unanswered import reader

from .breaking import ready_to_write_in, what_was_lost
from .browsing import CUT, Browser
from .ground import world
from .part import Outcome, Part
from .site import Site

READERS = 6
WRITES = 0.1
MOST = 0.05  # how much more memory at most
# Until each worker has met each page its memory grows; and it is looked at so often.
WARM, LOOKS = 0.3, 20


def run(site: Site, times: int) -> Outcome:
    """So many requests, one in ten of which writes, by people of every role side by side."""
    sessions, keys = world()
    written = ready_to_write_in(site, sessions)
    pages = pages_of(keys)
    statuses: Counter = Counter()
    with site.running():
        work = _mixed(pages, list(written), times)
        memory = _done(site, work, sessions, written, statuses, times)
    growth = growth_of(memory)
    print(f"answers: {dict(statuses)}; memory grew by {growth:.1%}", flush=True)
    sentences = [
        f"{number} requests were answered {status or 'by a cut connection'}."
        for status, number in statuses.items()
        if status >= 500 or not status
    ]
    broken = sum(number for status, number in statuses.items() if status >= 500 or not status)
    if growth > MOST and times >= 5000:  # fewer do not tell
        sentences.append(f"Memory grew by {growth:.1%} after the first {WARM:.0%}.")
        broken += 1
    lost = what_was_lost([one for one in written.values() if one.writer.kept])
    return Outcome(times, broken + len(lost), sentences + lost)


def growth_of(memory: list[int]) -> float:
    """The share by which memory grew from the first to the last of these looks. Each of them finds
    what is under way just then, so the middle ones of both halves are compared, which lie half of
    that way apart.
    """
    half = len(memory) // 2
    return 2 * (median(memory[half:]) / median(memory[:half]) - 1) if half else 0


def pages_of(keys: dict) -> list[tuple[str, str]]:
    """Each page of the table that somebody with a role reads, and one role that does."""
    return [
        (reverse(name, kwargs=filled(row.own, keys)), reader(row))
        for name, row in TABLE.items()
        if row.allowed & ROLES and not row.post_only
    ]


def _mixed(pages: list, names: list[str], times: int) -> SimpleQueue:
    """What is asked for: a page with whose it is, or a writer with her number."""
    chance, work = random.Random(20), SimpleQueue()  # noqa: S311 - no secret
    for number in range(times):
        if chance.random() < WRITES:
            work.put((names[number % len(names)], number))
        else:
            work.put(chance.choice(pages))
    return work


def _done(
    site: Site, work: SimpleQueue, sessions: dict, written: dict, statuses: Counter, times: int
) -> list[int]:
    """Work it off; the bytes of memory at each look once it is warm."""
    browsers = {name: site.browser(session) for name, session in sessions.items()}
    # Each writer sends one form after the other, as a person does.
    busy = {name: threading.Lock() for name in written}

    def ask() -> None:
        with suppress(Empty):
            while True:
                what, by = work.get_nowait()
                if what in written:
                    with busy[what]:
                        written[what].send(by)
                    status = written[what].told[by]
                else:
                    status = _status(browsers[by], what)
                statuses[status] += 1
        connection.close()

    threads = [threading.Thread(target=ask) for _reader in range(READERS)]
    for thread in threads:
        thread.start()
    levels, shown = [], 0
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.2)
        if (done := sum(statuses.values())) >= shown * times / LOOKS:
            levels.append((done, site.memory()))
            shown += 1
            print(f"{done} of {times}, {site.memory() // 1024**2} MB", flush=True)
    return [memory for done, memory in levels if done >= WARM * times]


def _status(browser: Browser, page: str) -> int:
    try:
        return browser.get(page).status_code
    except CUT:
        return 0


LOAD = Part(
    name="load",
    promise="T20 mixed requests in one piece, one in ten writes: none is answered 5xx, no write is "
    "lost, memory stays within 5 %",
    run=run,
    full=20_000,
    short=60,
)
