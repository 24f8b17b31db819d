"""Reads of what was heard, and of what those who can act replied."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from actions.status import Visibility


class HeardQuerySet(QuerySet):
    def standing(self) -> HeardQuerySet:
        """Entries that have not been removed."""
        return self.filter(removed_on=None)

    def visible_to(self, user: User) -> HeardQuerySet:
        """Board-level and public ones for every role; internal ones for the service, or the staff, that logged them."""
        own = Q(service__in=user.services)
        if Role.CHAMPIONS in user.roles:
            own |= Q(service=None)
        return self.filter(~Q(visibility=Visibility.INTERNAL) | own)


class ReplyQuerySet(QuerySet):
    def unanswered(self) -> ReplyQuerySet:
        """Nobody has answered these yet, and what was heard stands."""
        return self.filter(answered_on=None, heard__removed_on=None)
