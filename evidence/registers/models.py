"""Registers: looked at, then brought in as one, and undone as one."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.words import day
from actions.models import ProgressUpdate, SubAction

USER = settings.AUTH_USER_MODEL
STANDS = Q(brought_in_at__isnull=False, undone_at=None)


class RegisterQuerySet(QuerySet):
    def standing(self, by: User, digest: str) -> Register | None:
        """The one that this person brought in of this very file, if it was not undone."""
        return self.filter(STANDS, made_by=by, digest=digest).select_related("made_by").first()

    def only_looked_at(self, by: User) -> RegisterQuerySet:
        """Those that this person chose and has not brought in."""
        return self.filter(made_by=by, brought_in_at=None)

    def ever_brought_in(self) -> RegisterQuerySet:
        """Those that were brought in, also the ones undone since; the newest first."""
        found = self.filter(brought_in_at__isnull=False).select_related("made_by")
        return found.order_by("-brought_in_at", "-pk")

    def with_headings(self, digests: Iterable[str]) -> RegisterQuerySet:
        """Those that stand of sheets with these headings, the newest last."""
        return self.filter(STANDS, headings__in=[*digests]).order_by("brought_in_at", "pk")


class Register(models.Model):
    """A spreadsheet of a service's own work: which column is what, and what was answered about it.
    Once it is brought in, each of its rows says what became of it.
    """

    file_name = models.CharField(max_length=150)
    # By which the very same file is known again, whatever it is called.
    digest = models.CharField(max_length=64)
    # Which column was what, for everyone who brings in a sheet with the same headings; these are
    # kept as a digest only, since cells of a sheet may hold names.
    headings = models.CharField(max_length=64, blank=True)
    layout = models.JSONField(default=dict, blank=True)
    # By the names of the fields that asked; words of cells are a digest there too.
    answers = models.JSONField(default=dict, blank=True)
    # What leads its owner to the sheet, which is kept aside as a file for a day.
    kept = models.TextField(blank=True)
    # The keys of the local actions that it added.
    actions = models.JSONField(default=list, blank=True)
    # By whom it is brought in and undone too, since an update is hers alone to withdraw.
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "digest"], condition=STANDS, name="a_register_is_brought_in_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("register", args=[self.pk])

    @property
    def sentence(self) -> str:
        """What became of it, and who did it when."""
        if self.brought_in_at is None:
            return "Nothing of this register has been brought in yet."
        said = f"Brought in on {day(timezone.localdate(self.brought_in_at))} by {self.made_by}"
        if self.undone_at is None:
            return f"{said}."
        return f"{said}, and undone on {day(timezone.localdate(self.undone_at))}."


class RegisterRowQuerySet(QuerySet):
    def standing(self) -> RegisterRowQuerySet:
        """Rows of registers that were not undone, and what stayed of those that were."""
        return self.filter(Q(register__undone_at=None) | ~Q(left="")).exclude(sub_action=None)

    def for_page(self) -> RegisterRowQuerySet:
        """Rows with what is said of their register, the newest first."""
        return self.select_related("register__made_by").order_by("-register", "number")


class RegisterRow(models.Model):
    """What became of a row: the sub-action, and the update that says it."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    # Gone where it was taken back; its key stays, which is never given again.
    sub_action = models.ForeignKey(
        SubAction, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    key = models.CharField(max_length=40)
    is_new = models.BooleanField(default=False)
    update = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # By which the same row is known again, whatever its sub-action is called by now; and by which
    # it is told whether it says something else than before.
    title_digest = models.CharField(max_length=64, db_index=True)
    said_digest = models.CharField(max_length=64, blank=True)
    # What it set, in words.
    columns = models.JSONField(default=list)
    # Why it stayed when the register was undone.
    left = models.CharField(max_length=500, blank=True)

    objects = RegisterRowQuerySet.as_manager()

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="one_row_of_a_register")
        ]

    def __str__(self) -> str:
        return f"{self.register_id}, row {self.number}: {self.key}"

    @property
    def origin(self) -> str:
        """Where it came from, in a sentence."""
        of = self.register
        when = day(timezone.localdate(of.brought_in_at))
        return (
            f"From the register {of.file_name}, row {self.number}, brought in on {when} "
            f"by {of.made_by}."
        )
