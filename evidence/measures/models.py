"""Measures of a sub-action or call: a baseline, dated targets and dated actuals, typed by
people.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from foundations.models import FrameworkItem

from .querysets import MeasureQuerySet

USER = settings.AUTH_USER_MODEL
DIGITS = {"max_digits": 14, "decimal_places": 2}


class Measure(models.Model):
    """What is measured, and why it matters to children and families."""

    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=150)
    unit = models.CharField(max_length=60)
    # Small numbers of people are protected wherever they would be published.
    counts_people = models.BooleanField()
    # Whether its name and figures leave the building when a round is closed.
    is_public = models.BooleanField(default=False)
    why = models.TextField()
    data_source = models.CharField(max_length=300)
    gaps = models.TextField(blank=True)
    baseline = models.DecimalField(**DIGITS, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    # Why there is no number; the constraint lets no baseline be silently missing.
    baseline_unknown = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField(default=timezone.localdate)
    version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="one_measure_of_a_name"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=False, baseline_on__isnull=False, baseline_unknown="")
                | Q(baseline__isnull=True, baseline_on__isnull=True) & ~Q(baseline_unknown=""),
                name="baseline_is_known_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.pk])


class MeasureTarget(models.Model):
    """What a measure should have reached by a day."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    due_on = models.DateField()
    number = models.DecimalField(**DIGITS)
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "due_on"], name="one_target_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.number} by {self.due_on}"


class Actual(models.Model):
    """What a measure was on a day, or why that is not known."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="actuals")
    on = models.DateField()
    number = models.DecimalField(**DIGITS, null=True, blank=True)
    unknown = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "on"], name="one_actual_a_day"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, unknown="")
                | Q(number__isnull=True) & ~Q(unknown=""),
                name="actual_is_known_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.number} on {self.on}"
