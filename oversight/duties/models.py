"""What the law asks a council to report, for which periods, and what is tagged to its headings."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.words import day
from actions.models import SubAction
from evidence.items.models import EvidenceItem
from evidence.measures.models import Measure

USER = settings.AUTH_USER_MODEL


class Duty(models.Model):
    """A report, or an information, that the law asks for; only the fixture writes it. `left_open`
    says what was not found in its sources.
    """

    key = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    law = models.CharField(max_length=200)
    asks = models.TextField()
    source = models.CharField(max_length=300)
    interval = models.CharField(max_length=300)
    left_open = models.TextField(blank=True)
    has_children_version = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("duty", args=[self.key])


class Heading(models.Model):
    """Something that a report must say, in the words of its source."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="headings")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    words = models.TextField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["duty__order", "order"]
        constraints = [models.UniqueConstraint(fields=["duty", "key"], name="one_heading_a_key")]

    def __str__(self) -> str:
        return self.words


class Said(models.TextChoices):
    """What was said when it was asked whether the report is published."""

    NOTHING = "", "Nobody has said yet"
    PUBLISHED = "published", "Published"
    NOT_YET = "not-yet", "Not yet published"


class Period(models.Model):
    """A period on which a report is due. Whether it is published somebody says: no calendar makes
    it late. `required_by` is the last day, where the law names one.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="periods")
    starts_on = models.DateField()
    ends_on = models.DateField()
    required_by = models.DateField(null=True, blank=True)
    # Who added it, where it does not stand in the law.
    added_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=9, choices=Said, blank=True, default=Said.NOTHING)
    published_on = models.DateField(null=True, blank=True)
    # As long as Django takes an address for one (URLValidator).
    address = models.URLField(max_length=2048, blank=True)
    said_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_on = models.DateField(null=True, blank=True)
    # The version that children can understand: sentences of the Champions Board staff.
    children_words = models.TextField(blank=True)
    children_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    children_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["duty__order", "ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "starts_on"], name="one_period_a_first_day"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="period_ends_no_earlier_than_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(answer="", said_on=None, said_by=None)
                | ~Q(answer="") & Q(said_on__isnull=False, said_by__isnull=False),
                name="answer_of_a_period_has_a_name_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answer=Said.PUBLISHED, published_on__isnull=False)
                | ~Q(answer=Said.PUBLISHED) & Q(published_on=None, address=""),
                name="published_report_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{day(self.starts_on)} to {day(self.ends_on)}"

    def get_absolute_url(self) -> str:
        return reverse("duty-period", args=[self.pk])

    def has_ended(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.ends_on < on

    @property
    def is_published(self) -> bool:
        return self.answer == Said.PUBLISHED

    @property
    def is_owed(self) -> bool:
        """Whether somebody said that it is not published: only that is red."""
        return self.answer == Said.NOT_YET


class Tag(models.Model):
    """That a sub-action, a measure or a piece of evidence belongs under a heading."""

    heading = models.ForeignKey(Heading, on_delete=models.PROTECT, related_name="tags")
    sub_action = models.ForeignKey(
        SubAction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.ForeignKey(
        EvidenceItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["heading", "pk"]
        verbose_name = "tag of a report"
        verbose_name_plural = "tags of reports"
        constraints = [
            models.CheckConstraint(
                condition=Q(sub_action__isnull=False, measure=None, evidence=None)
                | Q(sub_action=None, measure__isnull=False, evidence=None)
                | Q(sub_action=None, measure=None, evidence__isnull=False),
                name="tag_is_of_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=["heading", name], name=f"one_tag_a_{name}")
                for name in ("sub_action", "measure", "evidence")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading_id}: {self.thing}"

    @property
    def thing(self) -> SubAction | Measure | EvidenceItem:
        return self.sub_action or self.measure or self.evidence
