"""That what one person owned was handed to others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .work import SubAction

USER = settings.AUTH_USER_MODEL


class HandOver(models.Model):
    """That sub-actions of one person went to others in one act, which can be taken back for a
    while.
    """

    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.made_at}"

    def get_absolute_url(self) -> str:
        return reverse("handed-over", args=[self.pk])


class HandedOver(models.Model):
    """One of these sub-actions, and who took it over; `was_owner`: whether she owned it before."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="rows")
    sub_action = models.ForeignKey(SubAction, on_delete=models.CASCADE, related_name="+")
    heir = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    was_owner = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "sub_action"], name="handed_over_once_in_one_act"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id} to {self.heir_id}"
