"""That a Promise Keeper is away for a while, and who stands in for her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

USER = settings.AUTH_USER_MODEL


class AbsenceQuerySet(models.QuerySet):
    def current(self, on: date) -> AbsenceQuerySet:
        """Absences that last on that day."""
        return self.not_over(on).filter(first_day__lte=on)

    def not_over(self, on: date) -> AbsenceQuerySet:
        """Absences that last on that day or are still to come."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), last_day__gte=on)

    def with_services(self, on: date) -> AbsenceQuerySet:
        """Absences of that day, one row for each `kept_service` that the person away keeps on it;
        none of somebody deactivated.
        """
        held = Q(person__appointments__ends_on=None) | Q(person__appointments__ends_on__gt=on)
        held &= Q(person__appointments__starts_on__lte=on, person__appointments__role="keeper")
        rows = self.current(on).filter(held, person__is_active=True)
        return rows.annotate(kept_service=F("person__appointments__service"))


class Absence(models.Model):
    """A time in which somebody else gets a Promise Keeper's reminders and may post for her. It ends
    by its last day, or on the day on which she says that she is back.
    """

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="deputised")
    first_day = models.DateField()
    last_day = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_ends_no_earlier_than_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("person")), name="nobody_stands_in_for_herself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.first_day} to {self.last_day}"


def services_stood_in(rows: Iterable[Absence], kept: set[int]) -> set[int]:
    """The services (by id) in which a deputy stands in, of the rows that `with_services()` gives of
    hers: she is none any more for whoever keeps no service with her, since she has moved.
    """
    services: dict[int, set[int]] = {}
    for row in rows:
        services.setdefault(row.pk, set()).add(row.kept_service)
    return set().union(*(found for found in services.values() if found & kept))
