"""T7: a form whose answer never came back is sent again, and what it does is done once."""

from __future__ import annotations

import secrets
import time

from django.urls import reverse

from accounts.sealed.sealing import OPENED_BY
from tests.rotation import turn
from tests.site.rows import ROLES
from tests.site.table import TABLE
from tests.site.test_matrix import filled
from tests.site.test_unanswered import CASES, PAGES, Case, answered, reader

from .browsing import CUT, Answer, Browser, cut, form_for
from .ground import Snapshot, world
from .part import Outcome, Part
from .site import Site

# One a form; those with a file have tests of their own.
FORMS: dict[str, Case | None] = {case.name: case for case in reversed(CASES) if case.is_whole}
# What a button sends, of which nothing is asked: as the table of addresses has it, where that
# writes something in this world.
BUTTONS = {
    name
    for name, row in TABLE.items()
    if (row.body or row.post_only) and not row.writes_nothing and row.allowed & ROLES
}
# Scripts save what has a version of its own and get no page. A removal empties what is remembered
# of forms, its own too: sent again, it says that the words stand nowhere.
OTHERWISE = {"save-answer", "save-marks", "take-out"}
FORMS |= dict.fromkeys(sorted(BUTTONS - {case.name for case in CASES} - OTHERWISE))
# The server may have done it and not yet said so: after this share of its time it is left alone.
SHARES = (0, 0.3, 0.6, 0.9, 1.2)
# Of what is only remembered for a while.
BESIDES = {"accounts_draft"}


def run(site: Site, times: int) -> Outcome:
    """Each is sent, cut off so many times before its answer, each time on the same ground, and sent
    again. A few of them where that is once or twice.
    """
    sessions, keys = world()
    sentences, tried = [], 0
    with site.running():
        # Only now: a worker that begins later wants what the server has put on the ground too.
        ground = Snapshot()
        for name in FORMS if times > 2 else turn([*FORMS], of=12):
            form = _Form(site, name, sessions, keys, ground)
            found = form.try_cutting(times)
            tried += times
            sentences += found
            print(f"{name}: {times} cuts, {len(found)} wrong", flush=True)
    return Outcome(tried, len(sentences), sentences)


class _Form:
    """A form, what it sends, and what it does when nothing goes wrong."""

    def __init__(self, site: Site, name: str, sessions: dict, keys: dict, ground: Snapshot):
        self.name, self.keys, self.ground = name, keys, ground
        self.row = TABLE[name]
        self.address = reverse(name, kwargs=filled(self.row.own, keys))
        page = PAGES.get(name)
        self.page = reverse(page, kwargs=filled(TABLE[page].own, keys)) if page else ""
        self.browser: Browser = site.browser(sessions[reader(self.row)])

    def try_cutting(self, times: int) -> list[str]:
        started = time.monotonic()
        first = self.browser.post(self.address, self._filled())
        self.takes = time.monotonic() - started
        if first.status_code != 302:
            return [f"{self.name}: it was answered {first.status_code} uncut."]
        self.done = self._done()
        found = [self._cut_once(number) for number in range(times)]
        self.ground.restore()
        return [f"{self.name}: {sentence}" for sentence in found if sentence]

    def _filled(self) -> dict:
        """What it sends on the ground as it was."""
        self.ground.restore()
        body, case = filled(self.row.body, self.keys), FORMS[self.name]
        if case is None:
            return body | {OPENED_BY: secrets.token_hex(8)}  # another page each time
        form = form_for(self.browser, self.address, self.page)
        return answered(case, form, body, self.keys)

    def _cut_once(self, number: int) -> str:
        """What is wrong once it was cut and sent again; empty when nothing is."""
        sent = self._filled()
        line = self.browser.send_only(self.address, sent)
        # Left after a share of the time that it takes, quietly or so that the server hears of it.
        time.sleep(self.takes * SHARES[number % len(SHARES)])
        cut(line, reset=number % 2 == 1)
        try:
            return self._wrong(self.browser.post(self.address, sent))
        except CUT as error:
            return f"sent again it was not answered: {error!r}"

    def _wrong(self, answer: Answer) -> str:
        if answer.status_code != 302:
            return f"sent again it was answered {answer.status_code}"
        done = self._done()
        return "" if done == self.done else f"it did {done} instead of {self.done}"

    def _done(self) -> dict[str, int]:
        """How many rows each table has more than before."""
        counts = self.ground.counts()
        return {table: more for table, more in counts.items() if table not in BESIDES}


CUT_CONNECTIONS = Part(
    name="cut-connections",
    promise="T7 every form with questions and every button that writes something, its connection "
    "cut after sending, is sent again: done once",
    run=run,
    full=50,
    short=1,
)
