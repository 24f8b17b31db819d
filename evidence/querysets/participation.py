"""Reads of sessions."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet


class SessionQuerySet(QuerySet):
    def standing(self) -> SessionQuerySet:
        """Sessions that have not been removed."""
        return self.filter(removed_on=None)

    def within(self, first_day: date, last_day: date) -> SessionQuerySet:
        """Sessions held on one of these days; the last day counts."""
        return self.filter(held_on__range=(first_day, last_day))

    def serving(self, key: str) -> SessionQuerySet:
        """Sessions that serve the sub-action with this key."""
        return self.filter(sub_actions__item__key=key)
