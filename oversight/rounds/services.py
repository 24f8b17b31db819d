"""Writes of what a round keeps when it is closed."""

from __future__ import annotations

from accounts.history import wait_for_history
from foundations.models import Edition

from .frozen import read_frozen
from .models import Snapshot
from .texts import apart


def keep_snapshot(edition: Edition) -> None:
    """Keep all that the Board's pages say on the day of a closing, in the transaction that closes
    the round.
    """
    # What is saved just now is told before the closing and kept with it, or neither.
    wait_for_history()
    found = read_frozen(edition.closed_on, edition.round)
    frozen, texts = apart(found.as_values())
    Snapshot.objects.create(edition=edition, frozen=frozen, texts=texts, groups=found.groups)
