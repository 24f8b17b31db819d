"""What is claimed of sub-actions, by whom and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import Reading, read_one
from actions.groups import CLAIMS
from actions.models import ProgressUpdate, SubAction

TEXTS = ("changed", "difference", "next_step")


@dataclass(frozen=True)
class Claim:
    """What is claimed of a sub-action: the update with which the claim began, the ids of all who
    have said it since, in an update or by "still true", and the services that have.
    """

    sub_action: SubAction
    update: ProgressUpdate
    said_by: frozenset[int]
    services: frozenset[Service]

    def __str__(self) -> str:
        return f"“{self.update.get_status_display()}”"


def read_claim(sub_action: SubAction) -> Claim | None:
    """The present claim of a sub-action; None where nothing is claimed."""
    return read_claims([sub_action]).get(sub_action.pk)


def read_claims(rows: Iterable[SubAction]) -> dict[int, Claim]:
    """The present claims of sub-actions by their ids, in a few statements for all; what claims
    nothing, or is replaced, is not in it.
    """
    rows = [row for row in rows if row.status in CLAIMS and row.replaced_by_id is None]
    prefetch_related_objects(rows, "owners", "collaborators")
    return read_one(reading_claims(rows))


def reading_claims(rows: Iterable[SubAction]) -> Reading:
    """The same, as a part of a page on which their owners and collaborators are read already."""
    rows = [row for row in rows if row.status in CLAIMS and row.replaced_by_id is None]
    if not rows:
        return {}
    said = yield _said(timezone.localdate(), pks=[row.pk for row in rows])
    by_row = defaultdict(list)
    for update in said:
        by_row[update.sub_action_id].append(update)
    claims = (_claim_of(row, by_row[row.pk]) for row in rows)
    return {claim.sub_action.pk: claim for claim in claims if claim}


@prepared
def _said(on: date, *, pks: list[int]) -> QuerySet:
    people = Prefetch("posted_by", User.objects.with_roles(on))
    said = ProgressUpdate.objects.current().select_related("service").defer(*TEXTS)
    return said.filter(sub_action__in=pks).prefetch_related(people, "confirmations")


def _claim_of(row: SubAction, newest_first: list[ProgressUpdate]) -> Claim | None:
    began, said_by, services = None, set(), set()
    # What repeats the claim is the claim still; another status, or another day, was another one.
    for update in newest_first:
        if (update.status, update.completed_on) != (row.status, row.completed_on):
            break
        began = update
        said_by |= {update.posted_by_id, *(one.said_by_id for one in update.confirmations.all())}
        services.add(update.service)
    return began and Claim(row, began, frozenset(said_by), frozenset(services))
