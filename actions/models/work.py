"""The council's work on the improvement actions: who owns what, by when, and how it goes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Service
from foundations.models import FrameworkItem, PublishedTarget

from ..explained import IS_WHOLE as IS_EXPLAINED
from ..funding import IS_WHOLE, Funding
from ..querysets import ActionQuerySet, SubActionQuerySet
from ..status import FOR_COMMITMENTS, FOR_WORK, Kind, Status

USER = settings.AUTH_USER_MODEL
# Not replaced, or by another, with day and reason.
REPLACED_WHOLE = Q(replaced_by=None, replaced_on=None, replaced_reason="") | (
    Q(replaced_by__isnull=False, replaced_on__isnull=False)
    & ~Q(replaced_reason="")
    & ~Q(replaced_by=F("pk"))
)


class Action(models.Model):
    """One of the ten improvement actions, or a local action that a Promise Keeper added."""

    item = models.OneToOneField(FrameworkItem, on_delete=models.PROTECT, related_name="action")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_led"
    )
    expected_difference = models.TextField(blank=True)

    # A local one, merged into another or superseded by it; its sub-actions count for themselves.
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    replaced_on = models.DateField(null=True, blank=True)
    # Also as the database says of rows that a release without this column adds meanwhile.
    replaced_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["item__local", "item__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=REPLACED_WHOLE, name="action_replaced_with_day_and_reason"
            ),
        ]

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

    # Also as the database says of rows that a release without these columns adds meanwhile.
    funding = models.CharField(
        max_length=10, choices=Funding, default=Funding.NOT_KNOWN, db_default=Funding.NOT_KNOWN
    )
    funded_until = models.DateField(null=True, blank=True)
    funded_by = models.CharField(max_length=120, blank=True, default="", db_default="")

    # Copied from that update by the same service, because the Board counts by them; all else that
    # can be worked out is worked out.
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_REPORTED)
    reported_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    # Who decided to stop it, and when; without both, stopping counts as not going well.
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # Why the status is meant although something contradicts it, and until when; the next update
    # takes it away.
    explained_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    explained_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    explained_on = models.DateField(null=True, blank=True)
    explained_until = models.DateField(null=True, blank=True)

    # Merged into another or superseded by it: then it counts no more, and says so.
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    replaced_on = models.DateField(null=True, blank=True)
    replaced_reason = models.CharField(max_length=300, blank=True)

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
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by="")
                | (Q(status=Status.STOPPED, decided_on__lte=F("reported_on")) & ~Q(decided_by="")),
                name="decision_stops_and_is_whole",
            ),
            models.CheckConstraint(
                condition=REPLACED_WHOLE, name="replaced_by_another_with_day_and_reason"
            ),
            models.CheckConstraint(condition=IS_WHOLE, name="funded_until_a_day_by_somebody"),
            models.CheckConstraint(
                condition=IS_EXPLAINED, name="explained_by_somebody_until_a_day"
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
