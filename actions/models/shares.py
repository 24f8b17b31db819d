"""What each body is to do of a joint sub-action, and what it says of its part."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from foundations.models import Edition

from ..share_querysets import ShareQuerySet
from ..status import Status
from .work import SubAction

USER = settings.AUTH_USER_MODEL
ENDED = Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")
NOT_ENDED = Q(
    ended_on=None, ended_by=None, ended_reason="", end_counts_from=None, end_counted_by=None
)
UNSAID = Q(status=Status.NOT_REPORTED, confirmed_on=None, confirmed_by=None)
SAID = ~Q(status=Status.NOT_REPORTED) & Q(confirmed_on__isnull=False, confirmed_by__isnull=False)


class Share(models.Model):
    """What one service is to do of a joint sub-action, until it is ended; it stays on record.

    `status` and the day of it are those of its newest word, because the groups are read from them.
    """

    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="shares")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="shares")
    words = models.CharField(max_length=300)
    named_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField(default=timezone.localdate)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_REPORTED)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_reason = models.CharField(max_length=300, blank=True)
    # The day after the next progress round is closed; not known until then.
    end_counts_from = models.DateField(null=True, blank=True)
    # The closing that let the end count: when that is undone, it waits for the next one again.
    end_counted_by = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["service__name", "pk"]
        verbose_name, verbose_name_plural = "body’s part", "parts of bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["sub_action", "service"],
                condition=Q(ended_on=None),
                name="one_open_share_of_a_service",
            ),
            models.CheckConstraint(condition=NOT_ENDED | ENDED, name="share_ended_with_a_reason"),
            models.CheckConstraint(condition=UNSAID | SAID, name="share_said_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"Part of {self.service}"

    def get_absolute_url(self) -> str:
        return f"{reverse('sub-action', args=[self.sub_action.key])}#part-{self.pk}"

    @property
    def word(self) -> str:
        """How it goes, as it was said."""
        return Status(self.status).short.capitalize()


class ShareWord(models.Model):
    """What a service says of its part on a day; never edited, only followed. Without words it says
    that the one before is still true.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="said_words")
    status = models.CharField(max_length=12, choices=Status)
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.share_id}: {self.get_status_display()}, {self.said_on}"

    @property
    def word(self) -> str:
        """How it goes, as it was said."""
        return Status(self.status).short.capitalize()
