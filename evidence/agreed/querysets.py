"""Reads of what others say of claims."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import F, Prefetch, Q, QuerySet

from actions.groups import CLAIMS
from actions.status import Status

from ..items.models import EvidenceItem, Support
from .kinds import AgreementKind

# From an answer to whatever was said of the same sub-action.
SAID = "claim__sub_action__updates__"
GONE = Q(removed_on__isnull=False) | Q(evidence__removed_on__isnull=False)


class AgreementQuerySet(QuerySet):
    def agreed(self) -> AgreementQuerySet:
        """Those that agree."""
        return self.filter(kind=AgreementKind.AGREED)

    def given(self) -> AgreementQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)

    def standing(self) -> AgreementQuerySet:
        """Those that hold: given, while the claim stands and everything that was looked at, of
        which the Board may read something, and nobody has said since that something is missing.

        `ended.py` says of one why it holds no more. Each condition is a set that is read once.
        """
        support = self.model.supports.through.objects
        gone = support.filter(support__in=Support.objects.filter(GONE).values("pk"))
        readable = EvidenceItem.objects.readable_by_board().values("pk")
        read = support.filter(support__evidence__in=readable)
        return (
            self.given()
            .filter(claim__withdrawn_on=None, pk__in=read.values("agreement"))
            .exclude(pk__in=gone.values("agreement"))
            .exclude(pk__in=_moved_on().values("pk"))
            .exclude(pk__in=_overruled().values("pk"))
        )

    def for_page(self) -> AgreementQuerySet:
        """With all that a page says of them, the newest first."""
        supports = Prefetch("supports", Support.objects.select_related("evidence"))
        rows = self.select_related("made_by", "service", "claim__posted_by")
        return rows.prefetch_related(supports, "met").order_by("-pk")


def _all() -> AgreementQuerySet:
    # By name: the model takes its querysets from this file.
    return apps.get_model("evidence", "Agreement").objects.order_by()


def _moved_on() -> AgreementQuerySet:
    """Those after whose claim something else was reported: another status, or another day of
    completion. What was withdrawn does not count.
    """
    later = Q(**{f"{SAID}withdrawn_on": None, f"{SAID}pk__gt": F("claim")})
    other = [
        Q(claim__status=claim, **{f"{SAID}status__in": [word for word in Status if word != claim]})
        for claim in CLAIMS
    ]
    days = (Q(**{f"{SAID}completed_on__{way}": F("claim__completed_on")}) for way in ("lt", "gt"))
    return _all().filter(later & reduce(or_, [*other, *days]))


def _overruled() -> AgreementQuerySet:
    """Those after which somebody else, or the same person, has said that something is missing."""
    after = f"{SAID}agreements__"
    missing = {
        f"{after}kind": AgreementKind.MISSING,
        f"{after}taken_back_on": None,
        f"{after}pk__gt": F("pk"),
    }
    return _all().filter(kind=AgreementKind.AGREED, **missing)
