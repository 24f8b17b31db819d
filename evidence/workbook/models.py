"""Edited lists of sub-actions: looked at, then brought in as one, and undone as one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.words import day

USER = settings.AUTH_USER_MODEL


class WorkbookQuerySet(QuerySet):
    def standing(self, by: User, digest: str) -> Workbook | None:
        """The one that this person brought in of this very file, if it was not undone."""
        return self.filter(STANDS, made_by=by, digest=digest).select_related("made_by").first()

    def only_looked_at(self, by: User) -> WorkbookQuerySet:
        """Those that this person chose and has not brought in."""
        return self.filter(made_by=by, brought_in_at=None)


STANDS = Q(brought_in_at__isnull=False, undone_at=None)


class Workbook(models.Model):
    """An edited list of sub-actions. Once it is brought in, each row says what it changed; and once
    that is undone, why it stays where it does.
    """

    file_name = models.CharField(max_length=150)
    # By which the very same file is known again, whatever it is called.
    digest = models.CharField(max_length=64)
    # What leads its owner to the sheet, which is kept aside as a file for a day.
    kept = models.TextField(blank=True)
    rows = models.JSONField(default=list)
    # By whom it is brought in and undone too, since an update is hers alone to withdraw.
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = WorkbookQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "edited list"
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "digest"], condition=STANDS, name="a_list_is_brought_in_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("workbook", args=[self.pk])

    @property
    def sentence(self) -> str:
        """What became of it, and who did it when."""
        if self.brought_in_at is None:
            return "Nothing of this list has been brought in yet."
        said = f"Brought in on {day(timezone.localdate(self.brought_in_at))} by {self.made_by}"
        if self.undone_at is None:
            return f"{said}."
        return f"{said}, and undone on {day(timezone.localdate(self.undone_at))}."
