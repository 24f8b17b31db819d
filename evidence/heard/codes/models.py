"""A code that a group was given, and what it says of the answers that it found with it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..models import Heard, Reply
from .querysets import CodeQuerySet

USER = settings.AUTH_USER_MODEL


def year_after(on: date) -> date:
    """The same day of the next year; of 29 February, the 28th."""
    try:
        return on.replace(year=on.year + 1)
    except ValueError:
        return on.replace(year=on.year + 1, day=28)


class Code(models.Model):
    """A code for what one group said on one day, to its last day or until it is withdrawn. Only a
    keyed digest of it is kept, and never whether anybody has typed it.
    """

    digest = models.CharField(max_length=64, unique=True)
    entries = models.ManyToManyField(Heard, related_name="codes")
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField()
    withdrawn_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_code_has_its_day_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"A code until {self.ends_on}"

    def has_ended(self, on: date) -> bool:
        """Whether its last day is over."""
        return on > self.ends_on


class Verdict(models.Model):
    """Whether an answer was a real one, as a group says with its code; the last word counts."""

    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="verdicts")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="verdicts")
    is_real = models.BooleanField()
    said_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "reply"], name="one_verdict_a_code_and_reply")
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.is_real}"
