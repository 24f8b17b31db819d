"""Imports: what became of the spreadsheets of past sessions."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.words import day

USER = settings.AUTH_USER_MODEL


class ImportState(models.TextChoices):
    CHECKED = "checked", "Checked, not brought in"
    BROUGHT_IN = "brought-in", "Brought in"
    UNDONE = "undone", "Undone"


class SessionImportQuerySet(QuerySet):
    def visible_to(self, user: User) -> SessionImportQuerySet:
        """What was brought in, for everyone who reads sessions; what is only checked, for whoever
        checked it.
        """
        return self.filter(~Q(state=ImportState.CHECKED) | Q(checked_by=user))

    def ever_brought_in(self) -> SessionImportQuerySet:
        """Those that were brought in, also the ones undone since; the newest first."""
        return self.exclude(state=ImportState.CHECKED).order_by("-brought_in_at", "-pk")

    def for_page(self) -> SessionImportQuerySet:
        """Imports with the people that their page names."""
        return self.select_related("checked_by", "undone_by")

    def laid_out(self, digests: Iterable[str]) -> dict[str, dict]:
        """How sheets with these headings were laid out that were brought in and stand, by the
        digest of the headings; the last says it.
        """
        found = self.filter(headings__in=list(digests), state=ImportState.BROUGHT_IN)
        return dict(found.order_by("brought_in_at", "pk").values_list("headings", "layout"))

    def brought_in_of(self, digest: str) -> SessionImport | None:
        """The import of this very file that stands, if there is one."""
        return (
            self.filter(digest=digest, state=ImportState.BROUGHT_IN)
            .select_related("checked_by")
            .first()
        )


class SessionImport(models.Model):
    """A spreadsheet of past sessions: checked, then brought in as one, and undone as one."""

    file_name = models.CharField(max_length=150)
    # By which the very same file is known again, whatever it is called.
    digest = models.CharField(max_length=64)
    # The rows as read, until they are brought in: dates, kinds, services and numbers, no free text.
    rows = models.JSONField(default=list)
    # Which column was what, for everyone who brings in a sheet with the same headings; these are
    # kept as a digest only, since cells of a sheet may hold names.
    headings = models.CharField(max_length=64, blank=True, db_default="")
    layout = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))
    # What leads its owner to the sheet, kept aside as a file until it is brought in.
    kept = models.TextField(blank=True, db_default="")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHECKED)
    checked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=timezone.now)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SessionImportQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])

    @property
    def sentence(self) -> str:
        """What became of the sheet, and who did it when."""
        if self.state == ImportState.CHECKED:
            return "This file was checked. Nothing of it has been brought in yet."
        if self.state == ImportState.UNDONE:
            when = day(timezone.localdate(self.undone_at))
            return f"This import was undone on {when} by {self.undone_by}."
        when = day(timezone.localdate(self.brought_in_at))
        return f"This file was brought in on {when} by {self.checked_by}."
