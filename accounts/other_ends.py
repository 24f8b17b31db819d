"""What a request waits for, as this process has met it: the database, and the store of files.

Where one of them has said nothing at all, nobody waits long for it until it has answered again:
one request at a time tries, and the others are refused at once, so that waiting ones never take
all threads of the server.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

from .deadline import seconds_left, waiting

# A wait of so many seconds that ends without a word is silence; a shorter one was only the end of
# what a request had left.
SILENCE = 4.0
# How long the silence is remembered, and how long whoever tries meanwhile waits.
REMEMBERED, TRIAL = 10.0, 2.0


class NotAsked(Exception):
    """There is no time left to ask, or somebody else finds out just now whether it answers."""


class OtherEnd:
    """One that is asked by many requests of this process; `name` is what health calls it, `share`
    how much of what a request has left one question may take.
    """

    def __init__(self, name: str, share: float = 1):
        self.name, self.share = name, share
        self.answers()

    def answers(self) -> None:
        """It has said something, be it a refusal."""
        self.heard_at = time.monotonic()
        self._silent_since = self._trier = None
        self._trial_ends = 0.0

    @contextmanager
    def asked(self) -> Iterator[float]:
        """Around one question: yields how many seconds may be waited for its answer. Raises
        NotAsked.
        """
        patience = seconds_left() * self.share
        if self._silent_since is not None:
            patience = self._take_trial(patience)
        if patience <= 0:
            raise NotAsked(f"There is no time left to ask the {self.name}.")
        with waiting():
            yield patience

    def said_nothing(self, patience: float) -> None:
        """It has not answered within the seconds that `asked` gave."""
        if self._silent_since is not None or patience >= SILENCE:
            self._silent_since, self._trier, self._trial_ends = time.monotonic(), None, 0.0

    def _take_trial(self, patience: float) -> float:
        """How long this request may find out whether it answers again."""
        now = time.monotonic()
        if now < self._trial_ends and self._trier != get_ident():
            raise NotAsked(f"The {self.name} does not answer.")
        is_fresh = now < self._silent_since + REMEMBERED
        patience = min(TRIAL, patience) if is_fresh else patience
        if self._trier != get_ident() or now >= self._trial_ends:
            self._trier, self._trial_ends = get_ident(), now + patience
        return patience


DATABASE = OtherEnd("database")
# The rest is for the page that says so, whose words the database has.
STORE = OtherEnd("storage", share=0.7)
