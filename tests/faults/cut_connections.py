"""T7: a form whose answer never came back is sent again, and what it does is done once."""

from __future__ import annotations

import time

from django.urls import reverse

from tests.rotation import turn
from tests.site.table import TABLE
from tests.site.test_matrix import filled
from tests.site.test_unanswered import CASES, PAGES, Case, answered, reader

from .browsing import CUT, Answer, Browser, cut, form_for
from .ground import Snapshot, world
from .part import Outcome, Part
from .site import Site

# One a form; those with a file have tests of their own.
FORMS = list({case.name: case for case in reversed(CASES) if case.is_whole}.values())
# The server may have done it and not yet said so: after this share of its time it is left alone.
SHARES = (0, 0.3, 0.6, 0.9, 1.2)
# Of what is only remembered for a while.
BESIDES = {"accounts_draft"}


def run(site: Site, times: int) -> Outcome:
    """Each form is sent, cut off so many times before its answer, each time on the same ground,
    and sent again. A few forms where that is once or twice.
    """
    sessions, keys = world()
    sentences, tried = [], 0
    with site.running():
        # Only now: a worker that begins later wants what the server has put on the ground too.
        ground = Snapshot()
        for case in FORMS if times > 2 else turn(FORMS, of=12):
            form = _Form(site, case, sessions, keys, ground)
            found = form.try_cutting(times)
            tried += times
            sentences += found
            print(f"{case.name}: {times} cuts, {len(found)} wrong", flush=True)
    return Outcome(tried, len(sentences), sentences)


class _Form:
    """A form, what it sends, and what it does when nothing goes wrong."""

    def __init__(self, site: Site, case: Case, sessions: dict, keys: dict, ground: Snapshot):
        self.case, self.keys, self.ground = case, keys, ground
        self.row = TABLE[case.name]
        self.address = reverse(case.name, kwargs=filled(self.row.own, keys))
        page = PAGES.get(case.name)
        self.page = reverse(page, kwargs=filled(TABLE[page].own, keys)) if page else ""
        self.browser: Browser = site.browser(sessions[reader(self.row)])

    def try_cutting(self, times: int) -> list[str]:
        started = time.monotonic()
        first = self.browser.post(self.address, self._filled())
        self.takes = time.monotonic() - started
        if first.status_code != 302:
            return [f"{self.case.name}: it was answered {first.status_code} uncut."]
        self.done = self._done()
        found = [self._cut_once(number) for number in range(times)]
        self.ground.restore()
        return [f"{self.case.name}: {sentence}" for sentence in found if sentence]

    def _filled(self) -> dict:
        """What it sends on the ground as it was."""
        self.ground.restore()
        form = form_for(self.browser, self.address, self.page)
        return answered(self.case, form, filled(self.row.body, self.keys), self.keys)

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
    promise="T7 every POST form, its connection cut after sending, is sent again: done once",
    run=run,
    full=50,
    short=1,
)
