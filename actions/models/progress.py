"""What is said of the work: updates, that they are still true, and times that fall due."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Service

from ..querysets import ConfirmationQuerySet, OccurrenceQuerySet, ProgressUpdateQuerySet
from ..status import Status, Visibility
from .work import SubAction

USER = settings.AUTH_USER_MODEL


class ProgressUpdate(models.Model):
    """What the owner says about a sub-action, dated; never edited, only followed or withdrawn."""

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    # Said of one that is read because its form was sent again.
    was_sent_before = False
    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="updates")
    # The moment orders several of one day; the day is what pages and rules go by, in local time.
    posted_at = models.DateTimeField()
    posted_on = models.DateField()
    posted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="progress_updates")
    # Of the day it was posted: an internal update stays with the service that wrote it.
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="progress_updates")
    status = models.CharField(max_length=12, choices=Status)
    completed_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    changed = models.TextField()
    difference = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.BOARD)
    # Withdrawn, not deleted: what was said to the Board stays on record.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        indexes = [models.Index(fields=["sub_action", "-posted_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.COMPLETE, completed_on__isnull=False)
                | (~Q(status=Status.COMPLETE) & Q(completed_on__isnull=True)),
                name="complete_update_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__lte=F("posted_on")),
                name="completed_no_later_than_posted",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by="")
                | (Q(status=Status.STOPPED, decided_on__lte=F("posted_on")) & ~Q(decided_by="")),
                name="decision_of_update_stops_and_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id}: {self.get_status_display()}, {self.posted_on}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class Confirmation(models.Model):
    """That someone said, on a day, that an update is still true."""

    update = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, related_name="confirmations"
    )
    said_on = models.DateField()
    # The moment, by which a slip can be undone; of what was brought in later there is none.
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-said_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.update_id}: still true, {self.said_on}"


class Occurrence(models.Model):
    """One time that recurring work falls due: by the last day of its period.

    It is kept by a progress update, or by something of a higher app that points down at it; else it
    is missed.
    """

    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="occurrences")
    first_day = models.DateField()
    last_day = models.DateField()
    # The first day on which something kept it, stored so that the Board can count without asking
    # higher apps; `services.occurrences` writes it and nothing else does.
    kept_on = models.DateField(null=True, blank=True)
    kept_by_update = models.ForeignKey(
        ProgressUpdate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occurrences_kept",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["sub_action", "first_day"], name="one_occurrence_a_period"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="occurrence_ends_no_earlier_than_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id}: due by {self.last_day}"
