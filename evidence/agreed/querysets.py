"""Reads of what others say of claims."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, When, Window

from actions.models import ProgressUpdate

from ..items.models import EvidenceItem, Support
from .kinds import AgreementKind

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
    claim, said = OuterRef("claim"), OuterRef("claim__completed_on")
    other = [
        ~Q(status=OuterRef("claim__status")),
        *(Q(**{f"completed_on__{way}": said}) for way in ("lt", "gt")),
    ]
    later = ProgressUpdate.objects.current().filter(
        reduce(or_, other), sub_action=OuterRef("claim__sub_action"), pk__gt=claim
    )
    # Asked of each, newest first by the index: what has moved on is known from the first line that
    # is read, where a join would read all lines for each answer.
    return _all().filter(Exists(later))


def _overruled() -> AgreementQuerySet:
    """Those after which somebody else, or the same person, has said that something is missing."""
    missing = When(kind=AgreementKind.MISSING, taken_back_on=None, then="pk")
    last = Window(Max(Case(missing)), partition_by=F("claim__sub_action"))
    # As a set of its own: a condition beside it would leave rows out before the last is found.
    before = _all().annotate(last_missing=last).filter(last_missing__gt=F("pk"))
    return _all().filter(kind=AgreementKind.AGREED, pk__in=before.values("pk"))
