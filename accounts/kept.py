"""Figures that depend on neither the person nor the address: worked out once for the newest seal of
the history (and a day), and kept in this process until somebody saves something.

Every write records its history last, in its own transaction, so whoever has read a seal finds at
least the data that it stands for. What moves no seal, such as drafts, is in no kept figure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
# All of them, for tests that change data past the history.
EVERY: list[Kept] = []


class Kept(Generic[T]):
    """The newest of some figures, with the seal that they are of and what they were made for."""

    def __init__(self):
        self._newest: tuple[tuple, T] | None = None
        EVERY.append(self)

    def get(self, seal: str, *made_for: Hashable) -> T | None:
        """The figures of this seal; None where those of another, or none, are kept."""
        newest = self._newest
        return newest[1] if newest and seal and newest[0] == (seal, *made_for) else None

    def put(self, figures: T, seal: str, *made_for: Hashable) -> T:
        """Keep figures that were read after the seal was, and return them. Without a seal nothing
        is kept: then nobody knows when they change.
        """
        if seal:
            self._newest = (seal, *made_for), figures
        return figures

    def forget(self) -> None:
        self._newest = None


def kept(make: Callable[..., T]) -> Callable[..., T]:
    """`make(day)` works figures out; `figures(seal, day)` gives those of a seal that was read
    before, kept or worked out. Of several who ask at once only the first works them out.
    """
    newest, turn = Kept(), Lock()

    @wraps(make)
    def figures(seal: str, *made_for: Hashable) -> T:
        if (found := newest.get(seal, *made_for)) is not None:
            return found
        with turn:
            found = newest.get(seal, *made_for)
            return newest.put(make(*made_for), seal, *made_for) if found is None else found

    return figures
