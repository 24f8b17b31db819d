"""Whether what a page offers is what its reader may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from .reading import Visit
from .rows import ROLES, Row
from .test_matrix import filled


@dataclass(frozen=True)
class Offer:
    """A link or a form on a page that somebody reads, and what it leads to."""

    role: str
    page: str
    method: str
    address: str

    @property
    def name(self) -> str:
        """The name of the address in the table; empty where it leads nowhere."""
        try:
            return resolve(self.address).url_name
        except Resolver404:
            return ""


def offers_of(visits: Iterable[Visit]) -> Iterator[Offer]:
    """Every link and every form, once for each reader; once more where a page offers itself."""
    seen = set()
    for visit in visits:
        found = [("GET", link) for link in visit.links if not link.startswith("/static/")]
        for method, address in [*found, *((form.method, form.address) for form in visit.forms)]:
            offer = (visit.role, method, address, address == visit.address)
            if offer not in seen:
                seen.add(offer)
                yield Offer(visit.role, visit.address, method, address)


def may_call(row: Row, role: str, target: dict, keys: dict) -> bool | None:
    """Whether the table lets this role call an address for this object; None where it names other
    objects only.
    """
    if target == filled(row.own, keys):
        return role in row.allowed
    if row.other is not None and target == filled(row.other, keys):
        return role in row.other_allowed
    return True if row.allowed >= ROLES else None
