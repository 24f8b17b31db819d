"""Members of the bodies that the sources name, stakeholders, and priorities, as people enter
them.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

USER = settings.AUTH_USER_MODEL


class Body(models.TextChoices):
    """The bodies that the sources name, in the order of the page."""

    OVERSIGHT_BOARD = "oversight-board", "Oversight Board"
    STEERING_GROUP = "steering-group", "Steering Group"
    PROMISE_GROUP = "promise-group", "Promise Group"
    PROMISE_CHAMPIONS = "promise-champions", "Promise Champions"
    CHAMPIONS_BOARD = "champions-board", "Champions Board"


# Which published texts speak of each; of some they say no purpose.
PURPOSE = {
    Body.OVERSIGHT_BOARD: ["N2"],
    Body.STEERING_GROUP: ["NOW1"],
    Body.PROMISE_GROUP: ["NOW2"],
    Body.PROMISE_CHAMPIONS: ["N7"],
    Body.CHAMPIONS_BOARD: ["1.1", "1.2"],
}
NAMED_ONLY = {Body.STEERING_GROUP, Body.PROMISE_GROUP, Body.PROMISE_CHAMPIONS}


class Origin(models.TextChoices):
    """Where a priority comes from, as the source divides them."""

    KNOWN = "known", "Known already"
    MANDATED = "mandated", "Mandated"


class Entry(models.Model):
    """A line of one of the tables, and from when until when it holds; it is ended, not deleted."""

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_no_earlier_than_it_starts",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('governance')}#{self.kind}-{self.pk}"


class Member(Entry):
    """Somebody who sits in a body in an official role."""

    kind = "member"

    body = models.CharField(max_length=20, choices=Body)
    role = models.CharField(max_length=120)
    name = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.role}, {self.get_body_display()}"


class Stakeholder(Entry):
    """Who has a part in the promise besides the bodies and services, and which."""

    kind = "stakeholder"

    name = models.CharField(max_length=150)
    part = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name


class Priority(Entry):
    """What comes first, and whether it was known already or is mandated, and by whom."""

    kind = "priority"

    words = models.CharField(max_length=300)
    origin = models.CharField(max_length=8, choices=Origin)
    source = models.CharField(max_length=200, blank=True)

    class Meta(Entry.Meta):
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return self.words


KINDS = {one.kind: one for one in (Member, Stakeholder, Priority)}
