"""What is hidden of the counts of people of an edition, decided once for all that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from accounts.removal.models import Removal
from foundations.models import Edition

from ..rounds.frozen import from_values
from ..rounds.models import Snapshot
from ..rounds.texts import together
from .models import Override, Way
from .people import People, people_of
from .rule import Cell, Counts, Decided, Hidden, decide

# So many editions are kept in a process at a time.
KEPT = 64


@dataclass(frozen=True)
class Row:
    """A count of people: its key, what it is called, and what leaves of it."""

    key: str
    label: str
    number: int
    cell: Cell

    @property
    def is_hidden(self) -> bool:
        return isinstance(self.cell, Hidden)

    @property
    def state(self) -> str:
        return "hidden" if self.is_hidden else "shown"


@dataclass(frozen=True)
class Told:
    """The counts of people of an edition as they may leave: what each is called, and the cells."""

    edition: Edition
    people: People
    decided: Decided

    @property
    def rows(self) -> list[Row]:
        cell, labels = self.decided.cell, self.people.labels
        return [
            Row(key, labels[key], number, cell(key))
            for key, number in self.people.counts.figures.items()
        ]


def read_told(edition: Edition) -> Told:
    """What may leave of an edition's counts of people, so that together with what earlier editions
    told (also those that were undone) nothing hidden can be worked out. Raises
    Snapshot.DoesNotExist for an edition whose pages were not kept.
    """
    return _read(edition, _ways())


def with_another(edition: Edition, figure: str, way: str) -> Told:
    """The same as it would be with one more decision about a figure."""
    return _read(edition, (*_ways(), (figure, way)))


def read_newest() -> Told | None:
    """The same of the last closing; None before the first whose pages were kept."""
    editions = Edition.objects.filter(snapshot__isnull=False).select_related("round")
    newest = editions.order_by("-pk").first()
    return newest and read_told(newest)


def state_of(edition: Edition) -> tuple:
    """All that what `read_told` says depends on. Raises as that does."""
    return _state(edition, _ways())


def _read(edition: Edition, ways: tuple[tuple[str, str], ...]) -> Told:
    return Told(edition, *_told(*_state(edition, ways)))


def _state(edition: Edition, ways: tuple[tuple[str, str], ...]) -> tuple:
    earlier = Snapshot.objects.filter(edition__pk__lte=edition.pk).order_by("edition")
    pks = tuple(earlier.values_list("edition", flat=True))
    if edition.pk not in pks:
        raise Snapshot.DoesNotExist
    # Nothing but a removal changes what an edition keeps.
    removal = Removal.objects.order_by("-pk").values_list("pk", flat=True).first()
    return pks, ways, settings.SMALL_NUMBER, removal


def _ways() -> tuple[tuple[str, str], ...]:
    return tuple(Override.objects.standing().order_by("figure").values_list("figure", "way"))


@lru_cache(maxsize=KEPT)
def _told(
    editions: tuple[int, ...], ways: tuple[tuple[str, str], ...], least: int, removal: int | None
) -> tuple[People, Decided]:
    *earlier, last = editions
    before = _told(tuple(earlier), ways, least, removal)[1] if earlier else None
    people = _people(last)
    return people, _decide(people.counts, ways, least, before)


def _decide(counts: Counts, ways: Iterable[tuple], least: int, before: Decided | None) -> Decided:
    show = [key for key, way in ways if way == Way.SHOW]
    hide = [key for key, way in ways if way == Way.HIDE]
    return decide(counts, least=least, before=before, show=show, hide=hide)


def _people(edition: int) -> People:
    kept = Snapshot.objects.get(edition=edition)
    return people_of(from_values(together(kept.frozen, kept.texts)))
