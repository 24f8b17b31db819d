"""What a group says of a sub-action or call, and which of them were chosen in a round."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from foundations.models import FrameworkItem, Round

from .querysets import ChosenQuerySet, FeltQuerySet

USER = settings.AUTH_USER_MODEL
# Of fewer everyone around them would know who said it.
FEWEST = 5


class Said(models.TextChoices):
    """What a group says when it is asked whether it feels it."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    CANNOT_TELL = "cannot-tell", "Cannot tell yet"
    RATHER_NOT = "rather-not", "We would rather not"


class Chosen(models.Model):
    """That groups are asked about one thing in a round; put back, they are not."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="asked_in")
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    chosen_on = models.DateField(default=timezone.localdate)
    put_back_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChosenQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "choice of what is asked"
        verbose_name_plural = "choices of what groups are asked about"
        constraints = [
            models.UniqueConstraint(fields=["round", "item"], name="chosen_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.item.key} in {self.round}"

    def get_absolute_url(self) -> str:
        return f"{reverse('felt-round')}#chosen-{self.pk}"


RATHER_NOT = Q(said=Said.RATHER_NOT, people=None, talked_on=None, words="")
TOLD = Q(people__gte=FEWEST, talked_on__isnull=False) & ~Q(said=Said.RATHER_NOT) & ~Q(words="")
STANDS = Q(taken_back_on=None, taken_back_by=None)
TAKEN_BACK = Q(taken_back_on__isnull=False, taken_back_by__isnull=False)


class Felt(models.Model):
    """What a group says of what was chosen; never edited, only followed by another or taken
    back.
    """

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    chosen = models.ForeignKey(Chosen, on_delete=models.PROTECT, related_name="entries")
    said = models.CharField(max_length=11, choices=Said)
    people = models.PositiveIntegerField(null=True, blank=True)
    talked_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField(default=timezone.localdate)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FeltQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "word of a group"
        verbose_name_plural = "words of groups"
        constraints = [
            models.CheckConstraint(
                condition=RATHER_NOT | TOLD, name="felt_is_told_whole_or_not_at_all"
            ),
            models.CheckConstraint(
                condition=STANDS | TAKEN_BACK, name="felt_is_taken_back_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chosen_id}: {self.said}"
