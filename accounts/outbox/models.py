"""Mails on their way, and who has asked for a link."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

# It leaves each minute; after so long something is wrong.
LATE = timedelta(minutes=15)


class MailQuerySet(models.QuerySet):
    def waiting(self) -> MailQuerySet:
        """Mails that have yet to leave."""
        return self.filter(sent_at=None, given_up_at=None)

    def late(self, now: datetime) -> MailQuerySet:
        """Mails that should have left by now."""
        return self.waiting().filter(made_at__lte=now - LATE)

    def due(self, now: datetime) -> MailQuerySet:
        """Mails that are to be tried now, the oldest first."""
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")

    def troubled(self, now: datetime) -> MailQuerySet:
        """Mails that are late, or given up and not followed by another to the same person."""
        later = self.model.objects.filter(to=OuterRef("to"), pk__gt=OuterRef("pk"))
        is_late = Q(sent_at=None, given_up_at=None, made_at__lte=now - LATE)
        return self.filter(is_late | Q(given_up_at__isnull=False) & ~Exists(later)).order_by("pk")


class Mail(models.Model):
    """A mail to one person. Its body, in which there may be a link that opens an account, goes once
    it has left or is given up.
    """

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    # A link for a forgotten password, of which nobody gets many.
    is_link = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    # What went wrong the last time, as the mail server said it.
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["to", "made_at"]),
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="mails_on_their_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class LinkRequestQuerySet(models.QuerySet):
    def late(self, now: datetime) -> LinkRequestQuerySet:
        """Requests that should have been looked at by now."""
        return self.filter(made_at__lte=now - LATE)


class LinkRequest(models.Model):
    """Somebody has asked for a link for a new password, to whatever address. Whether there is such
    an account is looked up when mail is sent, so that the page takes as long for every address.
    """

    email = models.EmailField(max_length=254, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = LinkRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return self.email
