"""Whether the public page is switched on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class PublicPage(models.Model):
    """Whether anyone may read the public page. Each switching adds a row; the last counts, and
    before the first it is off.
    """

    is_on = models.BooleanField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"
