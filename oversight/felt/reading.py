"""What Champions Board staff see of a round: what is chosen, what is recorded, what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from evidence.agreed.rows import Row, reading_rows
from foundations.models import Kind, Round

from .models import Chosen, Felt
from .offering import Offer, reading_offers
from .services import MOST


@dataclass(frozen=True)
class Asked:
    """What was chosen, what the group says of it now, if anything, and how a sub-action stands."""

    chosen: Chosen
    felt: Felt | None
    row: Row | None


@dataclass(frozen=True)
class RoundOfFelt:
    """What groups are asked about in the round that asks now, and what else they may be."""

    round: Round | None
    asked: list[Asked]
    offers: list[Offer]

    @property
    def recorded(self) -> int:
        return sum(one.felt is not None for one in self.asked)

    @property
    def left(self) -> int:
        """How many may still be chosen."""
        return MOST - len(self.asked)

    @property
    def waiting(self) -> list[Asked]:
        """What no group has answered yet."""
        return [one for one in self.asked if one.felt is None]

    @property
    def progress(self) -> str:
        """How far it is: "2 of 5 recorded"."""
        if not self.asked:
            return "Nothing is chosen yet"
        return f"{self.recorded} of {len(self.asked)} recorded"


def reading_round(on: date) -> Reading:
    """What groups are asked about in the round that asks now, without offers."""
    found, chosen = yield _asking(on), _chosen(on)
    felt = yield Felt.objects.filter(chosen__in=[one.pk for one in chosen], taken_back_on=None)
    last = {one.chosen_id: one for one in reversed([*felt])}
    return next(iter(found), None), [(one, last.get(one.pk)) for one in chosen]


def reading_felt_round(on: date) -> Reading:
    """The same with what stands beside it and what is offered: all that the page shows."""
    round, chosen = yield from reading_round(on)
    if round is None:
        return RoundOfFelt(None, [], [])
    items = [one.item_id for one, _felt in chosen]
    work = [one.item_id for one, _felt in chosen if one.item.kind == Kind.SUB_ACTION]
    rows = yield from reading_rows([], on, work)
    rows = {row.sub_action.item_id: row for row in rows.values()}
    offers = yield from reading_offers(items, on)
    return RoundOfFelt(
        round, [Asked(one, felt, rows.get(one.item_id)) for one, felt in chosen], offers
    )


@prepared
def _asking(on: date) -> QuerySet:
    return rounds_asking(on)[:1]


@prepared
def _chosen(on: date) -> QuerySet:
    rows = Chosen.objects.filter(put_back_on=None, round__in=rounds_asking(on).values("pk")[:1])
    return rows.select_related("item__parent", "round")


def rounds_asking(on: date) -> QuerySet:
    """The open rounds of progress that have begun, the newest first: groups are asked in that
    one.
    """
    return Round.objects.open().filter(asks_progress=True, first_day__lte=on)
