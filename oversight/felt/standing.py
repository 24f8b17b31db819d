"""What is felt on a day, without a model: for pages, and for whatever keeps how a round stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.kept import Kept
from accounts.prepared import prepared
from accounts.together import Reading

from .models import Felt, Said
from .querysets import newest_told

NEWEST: Kept[dict[int, FeltThen]] = Kept()


@dataclass(frozen=True)
class FeltThen:
    """What a group of so many young people said of a sub-action or call: `said` is a value of Said,
    `word` how pages write it; and in which round, who recorded it and when.
    """

    item: int
    key: str
    kind: str
    said: str
    words: str
    people: int
    talked_on: date
    round: str
    round_key: str
    recorded_by: str
    recorded_on: date
    # Rounds that were closed before it was kept do not know it.
    pk: int = 0

    @property
    def word(self) -> str:
        return Said(self.said).label

    @property
    def record(self) -> Felt:
        """What it stands for, by its number alone: enough to lead to it."""
        return Felt(pk=self.pk)

    @property
    def sign(self) -> str:
        """The name of its mark."""
        return f"felt-{self.said}"


def reading_felt(on: date) -> Reading:
    """What is felt on a day, by the id of the sub-action's text or call: the newest word of a group
    that had not been taken back by then; in one statement, and without any model.
    """
    return felt_of((yield newest(on)))


@prepared
def newest(on: date) -> QuerySet:
    """What `felt_of` is made of, to be read together with other lists."""
    return newest_told(on)


def felt_of(rows: Iterable[Felt]) -> dict[int, FeltThen]:
    """These words by the ids of what they are about."""
    return {row.chosen.item_id: _then(row) for row in rows}


def _then(row: Felt) -> FeltThen:
    chosen = row.chosen
    return FeltThen(
        pk=row.pk,
        item=chosen.item_id,
        key=chosen.item.key,
        kind=chosen.item.kind,
        said=row.said,
        words=row.words,
        people=row.people,
        talked_on=row.talked_on,
        round=chosen.round.name,
        round_key=chosen.round.key,
        recorded_by=row.recorded_by.name,
        recorded_on=row.recorded_on,
    )


def reading_felt_now(seal: str, on: date) -> Reading:
    """The same, kept in the process for the newest seal until somebody saves."""
    found = NEWEST.get(seal, on)
    return NEWEST.put((yield from reading_felt(on)), seal, on) if found is None else found
