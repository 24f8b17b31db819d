"""Reads of people, services and history."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet


class ServiceQuerySet(QuerySet):
    def open(self, on: date) -> ServiceQuerySet:
        """Services that still take work on that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))


class UserQuerySet(QuerySet):
    def active(self) -> UserQuerySet:
        """People who may sign in."""
        return self.filter(is_active=True)

    def keepers_of(self, service: int, on: date) -> UserQuerySet:
        """Active Promise Keepers of the service on that day."""
        return self.active().holding(on).filter(appointments__service=service).distinct()

    def holding(self, on: date, role: str | None = None) -> UserQuerySet:
        """People with an appointment on that day, of the given role if one is named."""
        held = Q(appointments__starts_on__lte=on) & (Q(appointments__ends_on=None) | Q(appointments__ends_on__gt=on))
        return self.filter(held & Q(appointments__role=role) if role else held).distinct()


class AppointmentQuerySet(QuerySet):
    def current(self, on: date) -> AppointmentQuerySet:
        """Appointments held on that day."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gt=on))


class ChangeQuerySet(QuerySet):
    def of(self, thing: str, key: str) -> ChangeQuerySet:
        """The history of one object, newest first."""
        return self.filter(thing=thing, key=key)

    def delete(self):
        """Refused: history cannot be deleted (the database refuses it too)."""
        raise TypeError("History cannot be deleted.")

    def update(self, **changes):
        """Refused: history cannot be changed (the database refuses it too)."""
        raise TypeError("History cannot be changed.")
