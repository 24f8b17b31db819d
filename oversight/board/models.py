"""What the Board has settled about its own page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class FirstWord(models.Model):
    """Whether the Board's answer begins with a word. Each switching adds a row; the last counts."""

    is_shown = models.BooleanField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return "shown" if self.is_shown else "not shown"
