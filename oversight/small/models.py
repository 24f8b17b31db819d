"""What a person has decided otherwise than the rule of small numbers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

USER = settings.AUTH_USER_MODEL


class Way(models.TextChoices):
    SHOW = "show", "Show it, though it is small"
    HIDE = "hide", "Hide it, though it is not small"


class OverrideQuerySet(models.QuerySet):
    def standing(self) -> OverrideQuerySet:
        """Those that have not been ended."""
        return self.filter(ended_on=None)


class Override(models.Model):
    """That one count of people, known by its key, is shown or hidden, why, and who says so; it
    holds until it is ended.
    """

    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    figure = models.CharField(max_length=100)
    way = models.CharField(max_length=4, choices=Way)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=timezone.localdate)
    ended_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure"], condition=Q(ended_on=None), name="one_override_a_figure"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.figure}"
