"""The council's work on the improvement actions: who owns what, by when, and how it goes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Service
from foundations.models import FrameworkItem, PublishedTarget

from .querysets import ActionQuerySet, OccurrenceQuerySet, ProgressUpdateQuerySet, SubActionQuerySet
from .status import FOR_COMMITMENTS, FOR_WORK, Kind, Status, Visibility

USER = settings.AUTH_USER_MODEL


class Action(models.Model):
    """One of the ten improvement actions, or a local action that a Promise Keeper added."""

    item = models.OneToOneField(FrameworkItem, on_delete=models.PROTECT, related_name="action")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_led"
    )
    expected_difference = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["item__local", "item__order", "pk"]

    def __str__(self) -> str:
        return f"Action {self.key}"

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def key(self) -> str:
        return self.item.key


class SubAction(models.Model):
    """The unit that has an owner, dates, a kind and progress updates.

    What the source states stays on the framework item (and its published target); what the
    council sets stands here, with who set it and when. `status` and what goes with it are those
    of the latest update that was not withdrawn.
    """

    item = models.OneToOneField(FrameworkItem, on_delete=models.PROTECT, related_name="sub_action")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="sub_actions")

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="sub_actions"
    )
    owners = models.ManyToManyField(USER, blank=True, related_name="owned_sub_actions")
    collaborators = models.ManyToManyField(Service, blank=True, related_name="shared_sub_actions")
    # Offered by a Promise Keeper of that service; it keeps nothing until an administrator agrees.
    proposed_service = models.ForeignKey(
        Service,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposed_sub_actions",
    )
    proposed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # The source names no kind: it is a proposal until somebody has confirmed it.
    kind = models.CharField(max_length=10, choices=Kind)
    kind_confirmed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind_confirmed_on = models.DateField(null=True, blank=True)

    # The council's own. Those of the source stand beside them and make nothing late.
    start_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    interval_months = models.PositiveSmallIntegerField(null=True, blank=True)
    dates_set_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dates_set_on = models.DateField(null=True, blank=True)

    expected_difference = models.TextField(blank=True)
    target_number = models.PositiveIntegerField(null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)
    target_set_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    target_set_on = models.DateField(null=True, blank=True)

    # Copied from that update by the same service, because the Board counts by them; all else that
    # can be worked out is worked out.
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_REPORTED)
    reported_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    version = models.PositiveIntegerField(default=1)

    objects = SubActionQuerySet.as_manager()

    class Meta:
        # As the source prints them; local work, which has an order of its own, after it.
        ordering = ["action__item__local", "action__item__order", "item__order", "pk"]
        indexes = [models.Index(fields=["status"]), models.Index(fields=["due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.COMPLETE, completed_on__isnull=False)
                | (~Q(status=Status.COMPLETE) & Q(completed_on__isnull=True)),
                name="complete_has_a_day_and_only_complete",
            ),
            # The day of the report is never in the future, so neither is the completion.
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__lte=F("reported_on")),
                name="completed_no_later_than_reported",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.NOT_REPORTED, reported_on__isnull=True)
                | (~Q(status=Status.NOT_REPORTED) & Q(reported_on__isnull=False)),
                name="reported_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.NOT_REPORTED)
                | Q(kind=Kind.ONGOING, status__in=FOR_COMMITMENTS)
                | (~Q(kind=Kind.ONGOING) & Q(status__in=FOR_WORK)),
                name="status_fits_the_kind",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(start_on__isnull=True)
                | Q(due_on__gte=F("start_on")),
                name="due_no_earlier_than_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Sub-action {self.key}"

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def published_target(self) -> PublishedTarget | None:
        # The other end of a one-to-one relation raises where there is nothing.
        return getattr(self.item, "published_target", None)


class ProgressUpdate(models.Model):
    """What the owner says about a sub-action, dated; never edited, only followed or withdrawn."""

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="updates")
    # The moment orders several of one day; the day is what pages and rules go by, in local time.
    posted_at = models.DateTimeField()
    posted_on = models.DateField()
    posted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="progress_updates")
    # Of the day it was posted: an internal update stays with the service that wrote it.
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="progress_updates")
    status = models.CharField(max_length=12, choices=Status)
    completed_on = models.DateField(null=True, blank=True)
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
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

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
