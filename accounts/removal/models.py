"""That a passage was taken out: by whom, when and why, and of which lines of history."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class Removal(models.Model):
    """One act by which a passage was taken out of everything; never what it said."""

    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    # How often it stood in what: pairs as ("3 progress updates", 4).
    places = models.JSONField(default=list)
    # By what the passage is known when somebody writes it again, and how many letters it has; none
    # of one that went only where it was a whole text.
    digest = models.CharField(max_length=64, blank=True, db_default="")
    letters = models.PositiveIntegerField(default=0, db_default=0)
    # When the files of the database were written anew, until which they still hold it.
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Passage {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("removal", args=[self.pk])

    @property
    def made_on(self) -> date:
        """The day, as people here have it."""
        return timezone.localtime(self.made_at).date()

    @property
    def backups_end_on(self) -> date:
        """The day by which no backup holds it any more."""
        return self.made_on + timedelta(days=settings.BACKUP_DAYS)


class RemovedLine(models.Model):
    """A line of history whose texts went, and the line that repeats them without the passage."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="lines")
    # By their numbers: nothing refers into history.
    line = models.BigIntegerField(unique=True)
    said_again = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.removal_id}: {self.line}"
