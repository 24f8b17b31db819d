"""Whether what is marked public can be read by everybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Switch(models.Model):
    """Whether it can be read, who says so and why. Each switching adds a row; the last counts."""

    is_on = models.BooleanField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="switch_has_its_reason")
        ]

    def __str__(self) -> str:
        return "public" if self.is_on else "not public"
