"""Sessions: workshops, briefings and information sessions, counted, never naming who came."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from accounts.words import day
from actions.models import Occurrence, SubAction

from .querysets import AudienceQuerySet, SessionQuerySet

USER = settings.AUTH_USER_MODEL


class SessionKind(models.TextChoices):
    INFORMATION = "information", "Information session"
    WORKSHOP = "workshop", "Workshop"
    BRIEFING = "briefing", "Elected members’ briefing"
    FOCUS_GROUP = "focus-group", "Focus group"
    OTHER = "other", "Other session"


class AudienceKind(models.TextChoices):
    WORKFORCE = "workforce", "Workforce"
    COMMISSIONED = "commissioned", "Commissioned service"
    MEMBERS = "members", "Elected members"
    COMMUNITY = "community", "Community"


class LivedExperience(models.TextChoices):
    DESIGNED = "designed", "Designed it"
    DELIVERED = "delivered", "Delivered it"
    BOTH = "both", "Designed and delivered it"
    NEITHER = "neither", "Neither"


class RemovalReason(models.TextChoices):
    TWICE = "twice", "It was logged twice"
    WRONG_DATE = "wrong-date", "The date is wrong"
    NOT_HELD = "not-held", "It did not take place"
    IMPORT_UNDONE = "import-undone", "Its spreadsheet was taken back"
    OTHER = "other", "Another reason"


class Session(models.Model):
    """A session that was held: what it was, for whom, how many came, and the part of lived
    experience.

    There is no field for a name, and none for free text.
    """

    # Made with the form, also offline: a session sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    # Said of one that is read because its form was sent again.
    was_sent_before = False
    held_on = models.DateField()
    kind = models.CharField(max_length=11, choices=SessionKind)
    lived_experience = models.CharField(max_length=9, choices=LivedExperience)
    lived_number = models.PositiveSmallIntegerField(default=0)
    sub_actions = models.ManyToManyField(SubAction, blank=True, related_name="sessions")
    # The occurrences of recurring work that this session keeps.
    occurrences = models.ManyToManyField(Occurrence, blank=True, related_name="sessions")
    logged_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    # Named, not imported: sheets know sessions, and sessions know nothing of sheets.
    brought_in = models.ForeignKey(
        "evidence.SessionImport",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    # Removed ones stay on record: a figure of last year can be explained.
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_reason = models.CharField(max_length=13, choices=RemovalReason, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(lived_experience=LivedExperience.NEITHER, lived_number=0)
                | ~Q(lived_experience=LivedExperience.NEITHER) & Q(lived_number__gte=1),
                name="a_part_of_lived_experience_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {day(self.held_on)}"

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.pk])

    @property
    def headcount(self) -> int:
        return sum(audience.headcount for audience in self.audiences.all())

    @property
    def who_came(self) -> str:
        """Its audiences in a line, the number of each where there are several: "Housing 21, the
        community 14".
        """
        audiences = list(self.audiences.all())
        if len(audiences) == 1:
            return audiences[0].name
        return ", ".join(f"{one.name} {one.headcount:,}" for one in audiences)

    @property
    def lived_words(self) -> str:
        """What people with lived experience did, never how many; empty where they did neither."""
        did = self.get_lived_experience_display().lower()
        return f"People with lived experience {did}." if self.lived_number else ""

    @property
    def is_removed(self) -> bool:
        return self.removed_on is not None


class Audience(models.Model):
    """One audience of a session, with its own headcount: attendances, not different people."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="audiences")
    kind = models.CharField(max_length=12, choices=AudienceKind)
    # Empty for the community, elected members, or several services together.
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="audiences"
    )
    # Attendances: somebody who comes twice is counted twice, since nobody is named.
    headcount = models.PositiveIntegerField()

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(headcount__gte=1), name="an_audience_has_someone_in_it"
            ),
        ]

    def __str__(self) -> str:
        of = f", {self.service}" if self.service else ""
        return f"{self.headcount} ({self.get_kind_display()}{of})"

    @property
    def name(self) -> str:
        """Whose workforce it is, where that is known; else what audience."""
        return str(self.service or self.get_kind_display())
