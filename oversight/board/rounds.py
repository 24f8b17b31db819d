"""The closed rounds whose pages can be shown, and where: below an address of their own stand the
same addresses as those of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from accounts.kept import Kept
from accounts.together import Reading, read_one
from foundations.models import Edition

EDITIONS: Kept[list[Edition]] = Kept()


@dataclass(frozen=True)
class Choice:
    """A closed round, and the address of a page as it was then."""

    key: str
    name: str
    closed_on: date
    url: str
    is_shown: bool
    is_open_again: bool


def at(edition: Edition) -> str:
    """What goes before the address of a page of today to give that of an edition."""
    address = reverse("past-board", args=[edition.round.key, edition.number])
    return address.removesuffix(reverse("board"))


def address_of(request: HttpRequest) -> str:
    """The address of a list as it is asked for, from its first page on."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return request.path + (f"?{asked.urlencode()}" if asked else "")


def read_choices(seal: str, on: date, page: str, shown: Edition | None = None) -> list[Choice]:
    """Where a page (its address of today) can be seen as it was in each closed round, the last
    closed first.
    """
    of = shown and shown.round_id
    return [
        Choice(
            key=one.round.key,
            name=str(one.round),
            closed_on=one.closed_on,
            url=f"{at(one)}{page}",
            is_shown=one.round_id == of,
            is_open_again=one.undone_on is not None,
        )
        for one in newest_editions(seal, on)
    ]


def newest_editions(seal: str, on: date) -> list[Edition]:
    """Of each round the newest edition whose pages were kept, the last closed first."""
    return read_one(_reading_editions(seal, on))


def reading_editions_ahead(seal: str, on: date) -> Reading:
    """Reads them beside what else a list shows, so that choosing a round costs it no statement;
    says nothing of any text.
    """
    yield from _reading_editions(seal, on)
    return {}


def _reading_editions(seal: str, on: date) -> Reading:
    found = EDITIONS.get(seal, on)
    if found is not None:
        return found
    rows = Edition.objects.filter(snapshot__isnull=False).select_related("round")
    newest = {one.round_id: one for one in (yield rows.order_by("round", "number"))}
    ordered = sorted(newest.values(), key=lambda one: (one.closed_on, one.pk), reverse=True)
    return EDITIONS.put(ordered, seal, on)


def newest_edition(seal: str, on: date, key: str) -> Edition | None:
    """The newest edition of the round with this key whose pages were kept."""
    return next((one for one in newest_editions(seal, on) if one.round.key == key), None)
