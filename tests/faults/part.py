"""The shape of a part of `dev.py faults`: what is promised, and how it is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .site import Site

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRESQL)


class Outcome(NamedTuple):
    """How often a promise was tried and how often it broke, a sentence for each time."""

    tried: int
    broken: int
    sentences: list[str]


@dataclass(frozen=True)
class Part:
    """A promise and what tries it.

    `run(site, times)` begins on a migrated database without entries (of this process too: models
    and factories work) and with the server not yet started, tries `times` times, and leaves nothing
    running; it may start the server as often as it likes. Raises NotTried where it cannot be tried
    here.
    """

    name: str  # by which it is asked for
    promise: str  # in one line of the table
    run: Callable[[Site, int], Outcome]
    full: int  # how often by `dev.py faults`
    short: int = 0  # how often in a run of the tests; 0 for never
    databases: tuple[str, ...] = BOTH


class NotTried(Exception):
    """Why a part cannot be tried on this machine, such as that it takes root."""
