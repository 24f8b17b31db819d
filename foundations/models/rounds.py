"""Reporting rounds: what is asked of the services, from one day to another."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ..querysets import EditionQuerySet, RoundQuerySet

USER = settings.AUTH_USER_MODEL


class Round(models.Model):
    """A reporting period: it asks for progress, for self-assessment, or for both."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100, unique=True)
    first_day = models.DateField()
    last_day = models.DateField()
    asks_progress = models.BooleanField(default=True)
    asks_assessment = models.BooleanField(default=False)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)
    closed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="round_ends_no_earlier_than_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(asks_progress=True) | Q(asks_assessment=True),
                name="round_asks_for_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.key])

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    def has_begun(self, on: date) -> bool:
        """Whether its first day has come."""
        return self.first_day <= on


class Edition(models.Model):
    """One closing of a round: by whom, on which day, and what was kept of that day. It stays when
    the closing is undone, and is what the round shows until it is closed again.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()
    undone_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_on = models.DateField(null=True, blank=True)
    undone_why = models.CharField(max_length=300, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["round", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_edition_a_number"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(undone_on=None), name="one_edition_that_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}, edition {self.number}"
