"""The list of sub-actions as a file, and how its lines are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accounts.database import read_as_written
from accounts.spreadsheet import Cell

from .contradictions import annotations
from .funding import funding_words
from .models import Move
from .querysets import SubActionQuerySet
from .standing import standing
from .status import Kind, Status

# By its key and version a line can be told again, and whether the sub-action was changed since.
COLUMNS = [
    "Sub-action", "Wording", "Status", "Standing", "Service", "Owners", "Due",
    "First promised and moved", "Last confirmed", "Kind", "Start", "Review",
    "How it is paid for", "Version",
]  # fmt: skip
STATUSES = dict(Status.choices)
KINDS = {kind: words.split(":")[0] for kind, words in Kind.choices}


class _Published(NamedTuple):
    """What the source states of a target, as the standing reads it."""

    words: str
    last_day: date | None
    period_months: int | None


class _Columns(NamedTuple):
    """What a line says of a sub-action, and what its standing reads."""

    pk: int
    key: str
    heading: str
    text: str
    service_name: str | None
    version: int
    kind: str
    status: str
    start_on: date | None
    due_on: date | None
    review_on: date | None
    interval_months: int | None
    confirmed_on: date | None
    fresh_from: date
    completed_on: date | None
    decided_on: date | None
    decided_by: str
    stop_reason: str
    explained_reason: str
    explained_until: date | None
    replaced_by_id: int | None
    replaced_on: date | None
    replaced_reason: str
    funding: str
    funded_until: date | None
    funded_by: str
    words: str | None
    last_day: date | None
    period_months: int | None
    known_moves: list[Move]


class _Line(_Columns):
    """The same with what contradicts its status, each an attribute by its name: a record with all
    that belongs to it takes several times as long to make.
    """

    def get_status_display(self) -> str:
        return STATUSES[self.status]

    @property
    def published_target(self) -> _Published | None:
        if self.words is None:
            return None
        return _Published(self.words, self.last_day, self.period_months)


ELSEWHERE = {
    "key": "item__key",
    "heading": "item__heading",
    "text": "item__text",
    "service_name": "service__name",
    "words": "item__published_target__words",
    "last_day": "item__published_target__last_day",
    "period_months": "item__published_target__period_months",
}


def lines_of(rows: SubActionQuerySet, on: date) -> Iterator[list[Cell]]:
    """A line a sub-action, in the order of these rows, as the list says it on a day; in three
    statements however many there are.
    """
    owners, moves = defaultdict(list), defaultdict(list)
    for pk, name in rows.owner_names(on):
        owners[pk].append(name)
    for move in Move.objects.filter(sub_action__in=rows.order_by().values("pk")):
        moves[move.sub_action_id].append(move)
    names = [ELSEWHERE.get(name, name) for name in _Line._fields if name != "known_moves"]
    contradicting, last = annotations(on), len(names)
    read = rows.with_fresh_from(on).with_stop_reason().annotate(**contradicting)
    for row in read_as_written(read.values_list(*names, *contradicting)):
        line = _Line(*row[:last], moves.get(row[0], []))
        vars(line).update(zip(contradicting, row[last:], strict=True))
        yield _cells(line, owners.get(row[0], ()), on)


def _cells(line: _Line, owners: list[str], on: date) -> list[Cell]:
    found = standing(line, on)
    return [
        line.key,
        line.heading or line.text,
        STATUSES[line.status],
        " ".join(filter(None, [found.sentence, found.contradiction, found.explained])),
        line.service_name or "",
        ", ".join(owners),
        line.due_on or "",
        " ".join(found.moved),
        line.confirmed_on or "",
        KINDS[line.kind],
        line.start_on or "",
        line.review_on or "",
        funding_words(line, on),
        line.version,
    ]
