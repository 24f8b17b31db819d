"""What the feeds say of an edition, read once for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec
from django.conf import settings
from django.utils import timezone

from actions.groups import Group
from foundations import models as foundations

from ..board.rounds import newest_editions
from ..board.work import Work
from ..rounds.frozen import Frozen, from_values
from ..rounds.models import Snapshot
from ..rounds.texts import together
from ..small.people import MEASURE
from ..small.reading import Told, read_told, state_of
from ..small.rule import Hidden, key_of
from .rows import Attendance, Call, Commitment, Edition, Figure, Foundation, Measure

LICENCE = "No licence is stated yet. Ask the council before you use it for anything but reading."
LANGUAGE = "not checked"
SHOWN, NOT_KNOWN = "shown", "not known"
# So many editions are kept in a process at a time.
KEPT = 4


@dataclass(frozen=True)
class Data:
    """All rows of an edition by the name of their feed, each with a key; `seal` changes whenever
    anything in them does.
    """

    edition: Edition
    rows: dict[str, list]
    seal: str


def current() -> foundations.Edition | None:
    """The edition that is told of: the one that the public page shows."""
    return next(iter(newest_editions("", timezone.localdate())), None)


def one_of(pk: int) -> foundations.Edition | None:
    """An edition of which a reader has begun to read: the current one, or one that stands."""
    now = current()
    return now if now and now.pk == pk else _editions().standing().filter(pk=pk).first()


def _editions():
    return foundations.Edition.objects.filter(snapshot__isnull=False)


def read_data(edition: foundations.Edition) -> Data:
    """All rows of an edition, small numbers hidden."""
    return _data(edition, state_of(edition))


@lru_cache(maxsize=KEPT)
def _data(edition: foundations.Edition, _state: tuple) -> Data:
    told = read_told(edition)
    found = Edition(
        edition=edition.pk,
        closed_on=edition.closed_on,
        council=settings.COUNCIL_NAME,
        licence=settings.OPEN_DATA_LICENCE or LICENCE,
        language=LANGUAGE,
        hidden=told.decided.sentence,
    )
    kept = edition.snapshot
    frozen = from_values(together(kept.frozen, kept.texts))
    rows = {
        "commitments": [_commitment(one) for one in frozen.figures.work],
        "calls": [Call(one.key, one.foundation, one.words, one.answer) for one in frozen.calls],
        "foundations": [*_foundations(frozen)],
        "figures": [*_figures(edition)],
        "measures": [*_measures(frozen, told)],
        "attendances": [*_attendances(told)],
    }
    written = msgspec.json.encode([found, rows])
    return Data(found, rows, hashlib.sha256(written).hexdigest()[:16])


def _commitment(one: Work) -> Commitment:
    return Commitment(
        key=one.key,
        # What the council has added was written here, and nobody has marked it public.
        words="" if one.is_local else one.title,
        added_by_council=one.is_local,
        service=one.service_name or "",
        foundations=sorted(one.foundations),
        group=one.group,
        part=one.part,
        status=one.status_words,
        reported_on=one.reported_on,
        start_on=one.start_on,
        due_on=one.due_on,
        late=one.is_late,
        heard=one.heard_words,
    )


def _foundations(frozen: Frozen) -> Iterator[Foundation]:
    for key, name, found in frozen.figures.foundations:
        counts = (found.total, found.confirmed, found.added, found.suggested, found.without)
        yield Foundation(key, name, *counts)


def _figures(last: foundations.Edition) -> Iterator[Figure]:
    """Of each round the newest edition up to this one, the first closed first."""
    rows = Snapshot.objects.filter(edition__pk__lte=last.pk).order_by("edition")
    newest = {one.edition.round_id: one for one in rows.select_related("edition").defer("frozen")}
    order = sorted(newest.values(), key=lambda one: (one.edition.closed_on, one.edition_id))
    for kept in order:
        for key, groups in sorted(kept.groups.items()):
            of, numbers = key or "all", [groups.get(group, 0) for group in Group]
            edition = kept.edition
            yield Figure(f"{edition.pk}/{of}", edition.pk, edition.closed_on, of, *numbers)


def _measures(frozen: Frozen, told: Told) -> Iterator[Measure]:
    for one in frozen.outside.measures if frozen.outside else []:
        for on, number in one.figures:
            key = key_of(MEASURE, str(one.pk), f"{on}")
            cell = number
            if number is not None and one.counts_people:
                cell = told.decided.cell(key)
            is_hidden = isinstance(cell, Hidden)
            state = str(cell) if is_hidden else NOT_KNOWN if cell is None else SHOWN
            yield Measure(
                key=key,
                measure=one.pk,
                of=one.work,
                name=one.title,
                unit=one.unit_words,
                counts_people=one.counts_people,
                on=on,
                number=None if is_hidden or cell is None else float(cell),
                state=state,
            )


def _attendances(told: Told) -> Iterator[Attendance]:
    for row in told.rows:
        what, month, *audience = row.key.split("/")
        if what != MEASURE:
            number = None if row.is_hidden else row.number
            state = str(row.cell) if row.is_hidden else SHOWN
            yield Attendance(row.key, what, month, audience[0] if audience else "", number, state)
