"""What people want no longer offered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..querysets import DismissalQuerySet
from .items import FrameworkItem


class Dismissal(models.Model):
    """That a text is no longer offered for something, though they share words. It says nothing
    of a link between them, which may still be added.
    """

    # The thing as history names it: what texts are offered for is no one table.
    thing = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    text = models.ForeignKey(FrameworkItem, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(default=timezone.localdate)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "key", "text"], name="dismissed_once")
        ]

    def __str__(self) -> str:
        return f"{self.text_id} for {self.thing} {self.key}"
