"""What the Board asks, and what is said to that."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from actions.models import Step
from foundations.models import FrameworkItem, Round

from .querysets import QuestionQuerySet

USER = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """How far a question is."""

    WAITS = "waits", "waits for an answer"
    ANSWERED = "answered", "answered"
    ACCEPTED = "accepted", "answer accepted"
    TAKEN_BACK = "taken-back", "taken back"


CLOSED = [State.ACCEPTED, State.TAKEN_BACK]


class Question(models.Model):
    """What the Board asks about a sub-action, a call or a theme; open until the Board has accepted
    an answer, or has taken the question back.
    """

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="questions")
    words = models.TextField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=timezone.localdate)
    # The round of progress that the Board was looking at: the last closed one, if there is one.
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    # The day of the last asking: what silence is counted from.
    waits_since = models.DateField(default=timezone.localdate)
    closed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        indexes = [models.Index(fields=["state", "asked_on"])]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state__in=CLOSED) & Q(closed_on__isnull=False, closed_by__isnull=False)
                )
                | (~Q(state__in=CLOSED) & Q(closed_on=None, closed_by=None)),
                name="question_is_closed_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.TAKEN_BACK) & ~Q(reason=""))
                | (~Q(state=State.TAKEN_BACK) & Q(reason="")),
                name="question_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: asked on {self.asked_on}"

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.pk])

    @property
    def waits(self) -> bool:
        return self.state == State.WAITS

    @property
    def is_answered(self) -> bool:
        """Whether an answer waits for the Board to accept it or to ask again."""
        return self.state == State.ANSWERED


class TurnKind(models.TextChoices):
    """What is said after a question."""

    ANSWER = "answer", "answered"
    AGAIN = "again", "asked again"


class Turn(models.Model):
    """What was said to a question: an answer, or why the Board asks again. It is never edited."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=6, choices=TurnKind)
    words = models.TextField()
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField(default=timezone.localdate)
    # For which an answer speaks; none where an administrator answers.
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.get_kind_display()}, {self.said_on}"


class QuestionStep(Step):
    """A step of a question that waits for the answer of a service, `since` it was asked last."""

    thing = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
