"""Public pages as they leave: drawn once, and kept in the process until what they show changes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string

from .edition import Seen
from .pages import PAGES, WITHOUT_ROUND

# The pages of a large council, and no more.
MOST = 2_000


@dataclass(frozen=True)
class Drawn:
    """A page as it leaves, with its tag."""

    content: bytes
    tag: str


class Shelf:
    """The pages that were drawn of one state of things."""

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._of, self._pages = "", {}

    def get(self, fingerprint: str, address: tuple) -> Drawn | None:
        with self._lock:
            return self._pages.get(address) if self._of == fingerprint else None

    def put(self, fingerprint: str, address: tuple, drawn: Drawn) -> None:
        with self._lock:
            if self._of != fingerprint or len(self._pages) >= MOST:
                self._of, self._pages = fingerprint, {}
            self._pages[address] = drawn


def draw(seen: Seen, page: str, number: int, of: dict, at: str = "") -> bytes:
    """A page of what is seen; `at` goes before the addresses that it leads to. Raises Http404."""
    if seen.edition is None and page not in WITHOUT_ROUND:
        return drawn_of("nothing", context_of(seen, at))
    context = PAGES[page](seen, number, **of) if seen.edition or page in WITHOUT_ROUND else {}
    return drawn_of(page, context_of(seen, at) | context)


def context_of(seen: Seen | None, at: str = "") -> dict:
    """What every public page shows."""
    return {
        "seen": seen,
        "at": at,
        "council_name": settings.COUNCIL_NAME,
        "demo": settings.DEMO,
        "leave_url": settings.LEAVE_URL,
        "least": settings.SMALL_NUMBER,
    }


def drawn_of(name: str, context: dict) -> bytes:
    """A template as bytes. It is given no request: nothing in it depends on who reads it."""
    return render_to_string(f"public/{name}.html", context).encode()


def tagged(content: bytes) -> Drawn:
    """A page with the tag by which a browser asks whether it is still the same."""
    return Drawn(content, f'"{sha256(content).hexdigest()[:32]}"')


def missing(reason: str, seen: Seen | None, at: str = "") -> bytes:
    """The page that says what is not there."""
    return drawn_of("missing", context_of(seen, at) | {"reason": reason})
