"""What would help a sub-action that is not going well, and who must act."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service

from ..querysets import NeedQuerySet
from .work import SubAction

USER = settings.AUTH_USER_MODEL


class WhoActs(models.TextChoices):
    """Who must act; in the order in which pages group what is needed."""

    BOARD = "board", "The Oversight Board"
    MEMBERS = "members", "Elected members"
    OUTSIDE = "outside", "A body outside"
    SERVICE = "service", "One of our services"


NAMED = Q(who_acts=WhoActs.SERVICE, acting_service__isnull=False, acting_body="")
NAMED |= Q(who_acts=WhoActs.OUTSIDE, acting_service=None) & ~Q(acting_body="")
NAMED |= Q(who_acts__in=[WhoActs.BOARD, WhoActs.MEMBERS], acting_service=None, acting_body="")
ANSWERED = Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")
WITHDRAWN = Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")
NOT_ANSWERED = Q(answered_on=None, answered_by=None, answer="")
NOT_WITHDRAWN = Q(withdrawn_on=None, withdrawn_reason="")


class Need(models.Model):
    """What would help a sub-action, until somebody answers; the answer closes it, and it stays."""

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="needs")
    would_help = models.TextField()
    who_acts = models.CharField(max_length=8, choices=WhoActs)
    acting_service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )
    acting_body = models.CharField(max_length=120, blank=True)
    since = models.DateField(default=timezone.localdate)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=timezone.localdate)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    # Withdrawn, not deleted: what was asked stays on record.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=NAMED, name="need_names_who_must_act"),
            models.CheckConstraint(
                condition=(NOT_ANSWERED & NOT_WITHDRAWN)
                | (ANSWERED & NOT_WITHDRAWN)
                | (NOT_ANSWERED & WITHDRAWN),
                name="need_is_open_answered_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id}: {self.get_who_acts_display()}, {self.since}"

    def get_absolute_url(self) -> str:
        return f"{reverse('sub-action', args=[self.sub_action.key])}#need-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None

    @property
    def acts(self) -> str:
        """Who must act, by name."""
        if self.who_acts == WhoActs.SERVICE:
            return str(self.acting_service)
        return self.acting_body or self.get_who_acts_display()

    # The permission to answer for a service asks what it is asked for: the service that must act.
    @property
    def service(self) -> Service | None:
        return self.acting_service

    @property
    def service_id(self) -> int | None:
        return self.acting_service_id
