"""What others say of a claim, and how each sub-action stood when a round was closed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role, Service
from actions.groups import Group
from actions.models import ProgressUpdate, SubAction
from actions.status import Status
from foundations.models import Edition, FrameworkItem

from ..items.models import Support
from .kinds import AgreementKind
from .querysets import AgreementQuerySet

USER = settings.AUTH_USER_MODEL


class Agreement(models.Model):
    """What somebody else says of a claim: that the evidence shows it, or what is missing.

    It belongs to the update with which the claim began. Never edited: it may be taken back, and
    ends with the claim or with its evidence (`AgreementQuerySet.standing`).
    """

    claim = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=8, choices=AgreementKind)
    # One sentence: what the evidence shows, or what is missing.
    words = models.CharField(max_length=300)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    # As what she spoke, on that day: she may have moved on since.
    role = models.CharField(max_length=13, choices=Role)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(default=timezone.localdate)
    # What she had before her; when one of these goes, the agreement has nothing to rest on.
    supports = models.ManyToManyField(Support, blank=True, related_name="agreements")
    # The criteria that are met; the others are not yet.
    met = models.ManyToManyField(FrameworkItem, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.KEEPER, service__isnull=False)
                | (Q(role__in=[Role.BOARD, Role.CHAMPIONS]) & Q(service=None)),
                name="agreed_to_by_a_service_or_a_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.get_kind_display().lower()}, {self.made_on}"

    @property
    def spoke_as(self) -> str:
        """The service or the body for which she spoke."""
        return self.service.name if self.service else self.get_role_display()


class ClosingRow(models.Model):
    """How a sub-action stood on the day on which a progress round was closed; never changed.

    "Since the last Board" compares with it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="closing_rows")
    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="closing_rows")
    # Empty for what was in none: stopped by a decision, or replaced.
    group = models.CharField(max_length=16, choices=Group, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    # The due day, or that of the review; and the council's own target.
    day = models.DateField(null=True, blank=True)
    target_number = models.PositiveIntegerField(null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sub_action"], name="one_closing_row_a_sub_action"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id} in edition {self.edition_id}"
