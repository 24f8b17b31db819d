"""What groups of care experienced young people said, and what came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actions.models import Step
from actions.status import Visibility
from evidence.items.models import Consent, EvidenceItem
from foundations.models import FrameworkItem

from .querysets import HeardQuerySet, ReplyQuerySet

USER = settings.AUTH_USER_MODEL


class HeardKind(models.TextChoices):
    """What sort of entry it is."""

    HEARD = "heard", "What a group said"
    IDEA = "idea", "An idea"
    OFFER = "offer", "An offer to join a focus group"


# Who may read an entry: while it is internal, nobody who could answer it.
READERS = [
    (Visibility.INTERNAL, "Internal: the Champions Board staff, and whoever logged it"),
    (Visibility.BOARD, Visibility.BOARD.label),
    (Visibility.PUBLIC, Visibility.PUBLIC.label),
]


class Heard(models.Model):
    """What a group said, an idea or an offer: a theme and its gist or words, and no person."""

    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=5, choices=HeardKind, default=HeardKind.HEARD)
    theme = models.CharField(max_length=150)
    words = models.TextField()
    # How the group agreed when these are its own words; empty for the gist, told by whoever logs
    # it.
    consent = models.CharField(max_length=7, choices=Consent, blank=True)
    heard_on = models.DateField(default=timezone.localdate)
    visibility = models.CharField(max_length=8, choices=READERS, default=Visibility.BOARD)
    # Whether five or more people said it, from more than one house or school; else it is internal.
    # None where nobody was asked: for ideas and offers, and before there was the question.
    five_or_more = models.BooleanField(null=True)
    logged_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    logged_on = models.DateField(default=timezone.localdate)
    evidence = models.OneToOneField(
        EvidenceItem, null=True, blank=True, on_delete=models.PROTECT, related_name="heard_in"
    )
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["-heard_on", "-pk"]

    def __str__(self) -> str:
        return self.theme

    def get_absolute_url(self) -> str:
        return reverse("heard", args=[self.pk])

    @property
    def shown_theme(self) -> str:
        """What pages call it; the theme of what is removed may have been the mistake."""
        return "Removed entry" if self.removed_on else self.theme

    @property
    def stays_inside(self) -> bool:
        """Whether so few said it that the Champions Board staff alone read it; nobody is asked."""
        return self.five_or_more is False


class ReplyKind(models.TextChoices):
    """What those who can act answer."""

    CHANGED = "changed", "What we changed"
    WHY_NOT = "why-not", "Why not"


class Reply(models.Model):
    """What the owners of one sub-action or call answer to what was heard; empty until they do."""

    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="replies")
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=7, choices=ReplyKind, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["heard", "item"], name="one_reply_a_thing"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, kind="", words="")
                | Q(answered_on__isnull=False) & ~Q(kind="") & ~Q(words=""),
                name="a_reply_has_its_kind_words_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heard_id}: {self.item_id}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def waits(self) -> bool:
        return not self.is_answered and not self.heard.stays_inside


class WordsStep(Step):
    """A step of words that wait for the answer of a service, `since` the day they were logged."""

    thing = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="steps")
