"""Reads of evidence items and of what they support."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from actions.status import Visibility

PHOTOS = ["png", "jpg"]
# A day less than a week, so that a weekly run that starts a little earlier misses none.
CHECKED_FOR = timedelta(days=6)


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

    def links_to_check(self, on: date) -> EvidenceQuerySet:
        """Links that were not checked in the last six days."""
        return self.filter(Q(checked_on=None) | Q(checked_on__lte=on - CHECKED_FOR), medium="link")

    def with_broken_link(self) -> EvidenceQuerySet:
        """Links that led nowhere when they were last checked."""
        return self.filter(medium="link", broken=True)

    def review_passed(self, on: date) -> EvidenceQuerySet:
        """Items past the day on which somebody wanted to look again."""
        return self.filter(review_on__lt=on)


class SupportQuerySet(QuerySet):
    def standing(self) -> SupportQuerySet:
        """Links that have not been removed, to evidence that has not been removed."""
        return self.filter(removed_on=None, evidence__removed_on=None)
