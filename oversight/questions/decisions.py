"""What the Board decided: who does it by when, and whether it was done."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from foundations.models import FrameworkItem, Round

from .querysets import DecisionQuerySet

USER = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    """What became of a decision."""

    OPEN = "", "not yet done"
    DONE = "done", "done"
    NOT_DONE = "not-done", "not done"


SETTLED = [Outcome.DONE, Outcome.NOT_DONE]
ALONE = Q(person=None, service__isnull=False) | Q(person__isnull=False, service=None)


class Decision(models.Model):
    """What the Board decided, kept with the round that it was looking at; open until somebody says
    that it is done, or that it is not.
    """

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    words = models.TextField()
    item = models.ForeignKey(
        FrameworkItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    person = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    due_on = models.DateField()
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_on = models.DateField(default=timezone.localdate)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.OPEN)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_words = models.TextField(blank=True)
    outcome_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["outcome", "due_on"])]
        constraints = [
            models.CheckConstraint(condition=ALONE, name="decision_has_one_owner"),
            models.CheckConstraint(
                condition=(
                    Q(outcome__in=SETTLED, outcome_on__isnull=False, outcome_by__isnull=False)
                    & ~Q(outcome_words="")
                )
                | Q(outcome="", outcome_on=None, outcome_by=None, outcome_words=""),
                name="decision_is_settled_with_words_and_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on}, due {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @property
    def owner(self) -> str:
        """Who does it, by name."""
        return str(self.service or self.person)

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN
