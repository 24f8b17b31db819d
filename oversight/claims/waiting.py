"""Which claims wait for somebody else to agree, and for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from accounts.together import Reading, read, read_one
from actions.groups import CLAIMS
from actions.models import ProgressUpdate, SubAction
from actions.querysets import SubActionQuerySet
from evidence.agreed.agreements import agreed
from evidence.agreed.claims import Claim, reading_claims
from evidence.agreed.who import is_anybody_left, reading_people
from evidence.models import Agreement, AgreementKind, EvidenceItem, Support

from ..board.rounds import reading_editions_ahead
from ..felt.standing import FeltThen, reading_felt


@dataclass(frozen=True)
class Waiting:
    """A claim that nobody else has agreed to, and for how many days; what somebody has said is
    missing, what stands in the way of anybody's agreeing, and what a group feels.
    """

    claim: Claim
    days: int
    missing: Agreement | None
    hindrance: str
    felt: FeltThen | None = None


def longest_first() -> list[int]:
    """The ids of the sub-actions whose claims wait, the longest first, in two statements."""
    return [*read_one(reading_began(waiting_claims()))]


def reading_began(waiting: SubActionQuerySet) -> Reading:
    """The days on which these claims that wait began, by the ids of their sub-actions, the first
    first.
    """
    rows = [*(yield waiting.order_by().values_list("pk", "status", "completed_on"))]
    said = ProgressUpdate.objects.current().filter(sub_action__in=[pk for pk, *_claim in rows])
    updates = defaultdict(list)
    for pk, *told in (yield said.values_list("sub_action", "status", "completed_on", "posted_on")):
        updates[pk].append(told)
    began = {pk: _began(claim, updates[pk]) for pk, *claim in rows}
    return dict(sorted(((pk, on) for pk, on in began.items() if on), key=lambda pair: pair[::-1]))


def _began(claim: list, newest_first: list[list]) -> date | None:
    # As in `reading_claims`: what repeats the claim is the claim still.
    repeated = takewhile(lambda told: told[:2] == claim, newest_first)
    return next((day for *_claim, day in reversed([*repeated])), None)


def waiting_claims() -> SubActionQuerySet:
    """The sub-actions whose claims nobody else has agreed to."""
    rows = SubAction.objects.filter(status__in=CLAIMS, replaced_by=None)
    return rows.exclude(pk__in=agreed())


def read_waiting(on: date, pks: Collection[int] | None = None, seal: str = "") -> list[Waiting]:
    """The claims that wait on a day, of the sub-actions with these ids or of all, the longest
    first, in a fixed number of statements; beside them, for a seal, which rounds are closed.
    """
    rows = waiting_claims() if pks is None else waiting_claims().filter(pk__in=pks)
    rows = rows.select_related("item", "service")
    claims, people, missing, felt, _editions = read(
        _reading_claims(rows.prefetch_related("owners", "collaborators")),
        reading_people(),
        _reading_missing(),
        reading_felt(on),
        reading_editions_ahead(seal, on),
    )
    shown = _shown_to_board()
    waiting = [
        Waiting(
            claim=claim,
            days=(on - claim.update.posted_on).days,
            missing=missing.get(claim.update.pk),
            hindrance=_hindrance(claim, on, shown, people),
            felt=felt.get(claim.sub_action.item_id),
        )
        for claim in claims.values()
    ]
    return sorted(waiting, key=lambda one: -one.days)


def _reading_claims(rows: SubActionQuerySet) -> Reading:
    return (yield from reading_claims((yield rows)))


def _shown_to_board() -> set[int]:
    """The ids of items that evidence supports which the Board may read, and of what they are part
    of.
    """
    readable = EvidenceItem.objects.readable_by_board().values("pk")
    supports = Support.objects.current().filter(evidence__in=readable).order_by()
    return {pk for pair in supports.values_list("item", "item__parent") for pk in pair if pk}


def _reading_missing() -> Reading:
    """The last that somebody has said is missing and has not agreed to since, by the id of the
    update that claims it.
    """
    said = yield Agreement.objects.given().select_related("made_by", "service")
    last = {(one.claim_id, one.made_by_id): one for one in said}
    missing = (one for one in last.values() if one.kind == AgreementKind.MISSING)
    return {one.claim_id: one for one in sorted(missing, key=lambda one: one.pk)}


def _hindrance(claim: Claim, on: date, shown: set[int], people: list) -> str:
    row = claim.sub_action
    if row.service and row.service.is_closed(on):
        return f"{row.service} is closed: another service has to take this work on first."
    if row.item_id not in shown:
        return "No evidence that the Board may read supports it, so nobody can agree yet."
    if not is_anybody_left(claim, people):
        return "Nobody is left who may agree: everybody else keeps this work or works on it too."
    return ""
