"""What the council says about published texts: links between them, and corrections."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from ..querysets import CorrectionQuerySet, LinkQuerySet
from .items import FrameworkItem

USER = settings.AUTH_USER_MODEL


class LinkState(models.TextChoices):
    """What the council has said about a link."""

    SUGGESTED = "suggested", "Suggested by the wording"
    ADDED = "added", "Added by a Promise Keeper"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"
    REMOVED = "removed", "Removed"


class Confidence(models.TextChoices):
    """How much of the wording two linked texts share."""

    HIGH = "high", "High: the same words or the same commitment"
    MEDIUM = "medium", "Medium: a distinctive phrase shared"
    LOW = "low", "Low: the same subject only"


MATCHES = {
    Confidence.HIGH: "Strong match",
    Confidence.MEDIUM: "Possible match",
    Confidence.LOW: "Weak match, not counted",
}


class LinkManager(models.Manager.from_queryset(LinkQuerySet)):
    def get_by_natural_key(self, from_item: str, to_item: str) -> Link:
        return self.get(from_item__key=from_item, to_item__key=to_item)


class Link(models.Model):
    """That one item answers or touches another: suggested by the wording, or added by someone, with
    who decided.

    A suggested link shows the words that both texts share; an added one the reason that its maker
    gave.
    """

    from_item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="links_out")
    to_item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="links_in")
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.SUGGESTED)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    # The words that both texts share, as each of them has them.
    from_words = models.CharField(max_length=300, blank=True)
    to_words = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    # The last decision only; those before it stand in the history.
    decided_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LinkManager()

    class Meta:
        ordering = ["from_item__order", "to_item__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["from_item", "to_item"], name="one_link_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(from_item=models.F("to_item")), name="link_joins_two_items"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_item} → {self.to_item}"

    def get_absolute_url(self) -> str:
        return reverse("link", args=[self.pk])

    @property
    def verb(self) -> str:
        """What the text that it leads from does to the other: work answers it, other texts touch
        it.
        """
        return "answer" if self.from_item.kind in ("action", "sub-action", "criterion") else "touch"

    @property
    def match(self) -> str:
        """How much of the wording speaks for it, in words: "Strong match"; empty for one that
        somebody added.
        """
        return MATCHES.get(self.confidence, "")

    @property
    def name(self) -> str:
        """Its two ends by their keys: "1.3 → C18"."""
        return f"{self.from_item.key} → {self.to_item.key}"

    def natural_key(self) -> tuple[str, str]:
        return (self.from_item.key, self.to_item.key)

    # Items are loaded before the links that name them.
    natural_key.dependencies = ["foundations.frameworkitem"]


class Part(models.TextChoices):
    """Which part of a published text a correction speaks of."""

    HEADING = "heading", "The heading"
    TEXT = "text", "The text"


class CorrectionState(models.TextChoices):
    """What became of a proposed correction; the source's own wording stays in any case."""

    OPEN = "open", "Proposed"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Correction(models.Model):
    """How a published text should read, proposed with a reason; both wordings stay visible."""

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="corrections")
    part = models.CharField(max_length=7, choices=Part)
    # The wording that the proposal was made against: a later edition may read otherwise.
    source_wording = models.TextField()
    wording = models.TextField()
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(default=timezone.localdate)
    state = models.CharField(max_length=9, choices=CorrectionState, default=CorrectionState.OPEN)
    answered_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.item}"

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.pk])
