"""The files that go out of a closed round: a pack for the Board, a briefing for elected members."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from foundations.models import Edition


class Form(models.TextChoices):
    """For whom a pack is made."""

    BOARD = "board", "The Board’s pack"
    MEMBERS = "members", "The elected members’ briefing"


class State(models.TextChoices):
    """How far a pack is."""

    WAITING = "waiting", "Waiting to be made"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN = [State.WAITING, State.MAKING]


class Kind(models.TextChoices):
    """The kinds of file that a pack has."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"


CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class PackQuerySet(QuerySet):
    def ready(self) -> PackQuerySet:
        """Those that can be fetched."""
        return self.filter(state=State.READY)

    def being_made(self) -> PackQuerySet:
        """Those that somebody makes, or has begun and left."""
        return self.filter(state=State.MAKING)

    def newest_of(self, edition: Edition, form: str) -> Pack | None:
        """The newest pack of a form of an edition."""
        return self.filter(edition=edition, form=form).order_by("-number").first()

    def newest_of_each(self, edition: Edition) -> dict[str, Pack]:
        """The newest pack of each form of an edition, with its files."""
        found = self.filter(edition=edition).order_by("number").prefetch_related("files")
        return {pack.form: pack for pack in found}


class Pack(models.Model):
    """One making of a form of the pack of an edition, which counts them by `number`. This row, and
    not the queue of tasks, says how far it is and who may go on with it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="packs")
    form = models.CharField(max_length=7, choices=Form.choices)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    # How many of the steps are done, and what is being done.
    done = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=60, blank=True)
    # Whoever makes it holds it by this key, and is trusted to be alive until then.
    holder = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    # Why it failed, was withdrawn, or lacks a file; a sentence of ours.
    reason = models.CharField(max_length=300, blank=True)
    # The digest of what the round kept when it was made.
    made_of = models.CharField(max_length=64, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "form", "number"], name="pack_number_once"),
            models.UniqueConstraint(
                fields=["edition", "form"],
                condition=Q(state__in=OPEN),
                name="one_pack_made_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.edition.round}, {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("packs", args=[self.edition.round.key, self.edition.number])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be made."""
        return self.state in OPEN

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    def has_lapsed(self, now: datetime) -> bool:
        """Whether whoever made it must be thought to have stopped."""
        return self.state == State.MAKING and self.lease_until <= now


def packs_storage() -> Storage:
    """Where the files are kept: with those of evidence."""
    return storages["evidence"]


def own_name(file: PackFile, name: str) -> str:
    """A name that nobody can guess, and that says nothing."""
    return f"packs/{uuid4().hex}.{file.kind}"


class PackFile(models.Model):
    """A file of a pack, as it was made."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    file = models.FileField(storage=packs_storage, upload_to=own_name, max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pack", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "kind"], name="one_file_a_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Under which it is saved by whoever fetches it."""
        edition = self.pack.edition
        form = "board-pack" if self.pack.form == Form.BOARD else "members-briefing"
        return f"{form}-{edition.round.key}-{edition.number}-{self.pack.number}.{self.kind}"
