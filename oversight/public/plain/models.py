"""What the Champions Board staff write for children and young people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

# Two or three sentences.
MOST = 600


class Place(models.TextChoices):
    """What the words are about: the whole, one of the four groups, or a foundation."""

    WHOLE = "whole", "The whole promise"
    KEPT = "kept", "What is kept"
    IN_HAND = "in-hand", "What is in hand"
    NOT_GOING_WELL = "not-going-well", "What is not going well"
    NOT_KNOWN = "not-known", "What we do not know"
    VOICE = "voice", "Voice"
    FAMILY = "family", "Family"
    CARE = "care", "Care"
    PEOPLE = "people", "People"
    SCAFFOLDING = "scaffolding", "Scaffolding"


class PlainWords(models.Model):
    """The words of one place; empty where they were taken back."""

    place = models.CharField(max_length=14, choices=Place, unique=True)
    words = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField(default=timezone.localdate)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "plain words"

    def __str__(self) -> str:
        return self.get_place_display()

    def get_absolute_url(self) -> str:
        return reverse("write-plain-words", args=[self.place])
