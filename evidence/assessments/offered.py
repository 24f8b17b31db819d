"""The evidence that may be ticked under "How do we know?": what is chosen, and what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.fields import ManyField
from accounts.models import Service, User
from accounts.together import read_together, totals
from evidence.items.models import EvidenceItem
from evidence.items.querysets import EvidenceQuerySet

from .models import SelfAssessment

# Beside what is chosen: so many of the service's newest, or so many of those found.
NEWEST, FOUND = 5, 20
MOST_CITED = 40
# Where nothing is looked for, no more than these are counted: all there is would be read.
COUNTED = 100
LONGEST = 100  # characters of a search
NONE = "There is no evidence yet."


@dataclass(frozen=True)
class Offered:
    """A piece of evidence that may be cited, whether it is, and whether its box is ticked."""

    evidence: EvidenceItem
    is_cited: bool
    ticked: bool


@dataclass(frozen=True)
class Offer:
    """What stands below the search field: what is chosen first, and a sentence that counts."""

    words: str
    items: list[Offered]
    sentence: str


def read_offer(
    user: User,
    service: Service,
    assessment: SelfAssessment | None,
    words: str,
    sent: Iterable[str] | None = None,
) -> Offer:
    """The evidence on offer for a self-assessment of a service, ticked as it is cited or, where a
    form was `sent`, as it was there; in one statement.
    """
    words = " ".join(words.replace("\x00", "").split())[:LONGEST]
    marks = {int(pk) for pk in sent or () if pk.isdecimal() and len(pk) <= ManyField.longest}
    rows = EvidenceItem.objects.to_cite(user, service)
    # Sets of their own, each found by an index; in one condition all evidence would be read.
    cited, ticked = rows.cited_in(assessment)[:MOST_CITED], rows.filter(pk__in=marks)
    others = _others(rows, service, words).exclude(pk__in=marks)
    others = others.exclude(pk__in=EvidenceItem.objects.cited_in(assessment).values("pk"))
    others = others[: FOUND if words else NEWEST]
    counted = _counted(rows, words)
    read_together(cited, ticked, others, counted)
    known = {item.pk for item in cited}
    items = [Offered(item, True, sent is None or item.pk in marks) for item in cited]
    items += [Offered(item, False, True) for item in ticked if item.pk not in known]
    items += [Offered(item, False, False) for item in others]
    return Offer(words, items, _sentence(list(counted), words, len(items)))


def _others(rows: EvidenceQuerySet, service: Service, words: str) -> EvidenceQuerySet:
    return rows.filter(EvidenceItem.objects.saying(words) if words else Q(service=service))


def _counted(rows: EvidenceQuerySet, words: str) -> QuerySet:
    """How much evidence there is and how much of it says these words; without words, what there is,
    as far as it is counted.
    """
    if not words:
        return rows.order_by().values_list("pk")[: COUNTED + 1]
    found = EvidenceItem.objects.saying(words)
    return totals(rows, all=Count("pk"), found=Count("pk", filter=found))


def _sentence(counted: list, words: str, shown: int) -> str:
    if words:
        return _found(*counted, words)
    if not counted:
        return NONE
    number, more = len(counted), len(counted) > COUNTED
    if shown >= number and not more:
        return f"All {number} are shown."
    there = f"more than {COUNTED}" if more else number
    return f"{shown} of {there} shown, your service’s newest. Search to find others."


def _found(count: dict[str, int], words: str) -> str:
    if not count["all"]:
        return NONE
    number = f"{count['found']:,} of {count['all']:,}"
    found = f"{number} found for “{words}”, your own service first."
    if count["found"] <= FOUND:
        return found
    return f"{found} The first {FOUND} are shown; add a word to find fewer."
