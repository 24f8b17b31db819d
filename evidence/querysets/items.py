"""Reads of evidence items and of what they support."""

from __future__ import annotations

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value

from accounts.models import Role, Service, User
from actions.status import Visibility

PHOTOS = ["png", "jpg"]


class EvidenceQuerySet(QuerySet):
    def standing(self) -> EvidenceQuerySet:
        """Items that have not been removed."""
        return self.filter(removed_on=None)

    def visible_to(self, user: User) -> EvidenceQuerySet:
        """Board-level and public items for every role; internal ones for the service (or the Champions Board staff)
        that added them. A photo without a second look is internal, and the Champions Board staff may look at it."""
        unseen = Q(file_type__in=PHOTOS, agreed_on=None)
        readable = ~Q(visibility=Visibility.INTERNAL) & ~unseen
        own = Q(service__in=user.services)
        if Role.CHAMPIONS in user.roles:
            own |= Q(service=None) | unseen & ~Q(visibility=Visibility.INTERNAL)
        return self.filter(readable | own)

    def to_cite(self, user: User, service: Service, assessment: Model | None) -> EvidenceQuerySet:
        """What a Promise Keeper of a service may cite in a self-assessment, each with `is_cited`: the service's own
        evidence and what is cited already; the cited first, then the newest."""
        supports = self.model._meta.get_field("supports").related_model.objects.standing()
        cited = Exists(supports.filter(evidence=OuterRef("pk"), assessment=assessment)) if assessment else Value(False)
        rows = self.standing().visible_to(user).annotate(is_cited=cited)
        return rows.filter(Q(service=service) | Q(is_cited=True)).order_by("-is_cited", "-dated_on", "-pk")


class SupportQuerySet(QuerySet):
    def standing(self) -> SupportQuerySet:
        """Links that have not been removed, to evidence that has not been removed."""
        return self.filter(removed_on=None, evidence__removed_on=None)
