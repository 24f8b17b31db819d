"""What was promised and has been moved since."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from foundations.models import Edition

from ..querysets import MoveQuerySet
from ..status import Status
from .work import SubAction

USER = settings.AUTH_USER_MODEL


class Term(models.TextChoices):
    """What a sub-action promises; each is a field of it, but the target, which is two."""

    KIND = "kind", "Kind of work"
    START = "start_on", "First day"
    DUE = "due_on", "Due day"
    INTERVAL = "interval_months", "How often, in months"
    TARGET = "target", "Target"


class Move(models.Model):
    """That a term was changed after it had been promised: what stood before, and why.

    Until it counts, the group of the sub-action is read as if nothing had been moved; so it keeps
    in what state the change found the sub-action, as far as the change itself may hide it.
    """

    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="moves")
    term = models.CharField(max_length=16, choices=Term)
    # As history keeps them: days in ISO form, and nothing where the term was taken away.
    before = models.CharField(max_length=160)
    after = models.CharField(max_length=160, blank=True)
    day_before = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    # The day after the next progress round is closed; not known until then.
    counts_from = models.DateField(null=True, blank=True)
    # The closing that let it count: when that is undone, it waits for the next one again.
    counted_by = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Another kind may have other words, and other days other occurrences.
    found_status = models.CharField(max_length=12, choices=Status)
    found_confirmed_on = models.DateField(null=True, blank=True)
    found_missed = models.BooleanField(default=False)
    found_gap = models.BooleanField(default=False)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sub_action", "term"])]

    def __str__(self) -> str:
        return f"{self.sub_action_id}: {self.get_term_display().lower()} moved, {self.made_on}"
