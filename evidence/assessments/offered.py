"""The evidence that may be ticked under "How do we know?": what is chosen, and what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.fields import ManyField
from accounts.models import User
from accounts.together import read_together, totals
from evidence.items.models import EvidenceItem

# Beside what is chosen: so many of the service's newest, or so many of those found.
NEWEST, FOUND = 5, 20
LONGEST = 100  # characters of a search


@dataclass(frozen=True)
class Offered:
    """A piece of evidence that may be cited, and whether its box is ticked."""

    evidence: EvidenceItem
    ticked: bool


@dataclass(frozen=True)
class Offer:
    """What stands below the search field: what is chosen first, and a sentence that counts."""

    words: str
    items: list[Offered]
    sentence: str


def read_offer(
    evidence: QuerySet, user: User, words: str, sent: Iterable[str] | None = None
) -> Offer:
    """The evidence on offer, ticked as it is cited or, where a form was `sent`, as it was there; in
    one statement.

    `evidence` is what may be cited (`to_cite`).
    """
    words = " ".join(words.replace("\x00", "").split())[:LONGEST]
    found = EvidenceItem.objects.saying(words) if words else Q(is_own=True)
    ticked = {pk for pk in sent or () if pk.isdecimal() and len(pk) <= ManyField.longest}
    rows = evidence.filter(Q(is_cited=True) | Q(pk__in=ticked) | found)
    chosen, others = [], []
    # What is cited is first in order, so that the cut never takes one away.
    listed, counted = rows[: FOUND + 20 + len(ticked)], _counted(user, words)
    read_together(listed, counted)
    (count,) = counted
    for item in listed:
        is_ticked = item.is_cited if sent is None else str(item.pk) in ticked
        (chosen if item.is_cited or is_ticked else others).append(Offered(item, is_ticked))
    items = chosen + others[: FOUND if words else NEWEST]
    return Offer(words, items, _sentence(count, words, len(items)))


def _counted(user: User, words: str) -> QuerySet:
    """How much evidence there is for this person, and how much of it says these words."""
    rows = EvidenceItem.objects.current().visible_to(user)
    found = EvidenceItem.objects.saying(words)
    return totals(rows, all=Count("pk"), found=Count("pk", filter=found))


def _sentence(count: dict[str, int], words: str, shown: int) -> str:
    if not count["all"]:
        return "There is no evidence yet."
    if words:
        number = f"{count['found']:,} of {count['all']:,}"
        too_many = f" The first {FOUND} are shown; add a word to find fewer."
        found = f"{number} found for “{words}”, your own service first."
        return found + (too_many if count["found"] > FOUND else "")
    if shown >= count["all"]:
        return f"All {count['all']:,} are shown."
    return f"{shown} of {count['all']:,} shown, your service’s newest. Search to find others."
