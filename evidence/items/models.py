"""Evidence items, and what each of them supports."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from actions.models import ProgressUpdate
from actions.status import Visibility
from foundations.models import FrameworkItem

from .medium import Medium
from .querysets import PHOTOS, EvidenceQuerySet, SupportQuerySet

# So many pictures of a document stand on its page; each costs a reading of the file.
MOST_PICTURES = 12
USER = settings.AUTH_USER_MODEL


class EvidenceKind(models.TextChoices):
    """What sort of evidence it is."""

    VOICE = "voice", "Voice: what care experienced people say"
    DATA = "data", "Data: what is counted or measured"
    PRACTICE = "practice", "Practice: what is done"
    DOCUMENT = "document", "Document: what is written down"


class Consent(models.TextChoices):
    """How whoever is quoted agreed; nothing asks who they are."""

    SPOKEN = "spoken", "Asked, and agreed out loud"
    WRITTEN = "written", "Agreed in writing"


def evidence_storage():
    """Where files are kept: the storage "evidence" of the settings, a folder or an S3-compatible
    store.
    """
    return storages["evidence"]


def own_name(item: EvidenceItem, name: str) -> str:
    """A random name that tells nothing: the name that the file came with is kept in its own
    field.
    """
    return uuid.uuid4().hex


class EvidenceItem(models.Model):
    """Something that shows how the promise is kept; it supports many things, and a thing has many.

    A quote is never attributed to a person. The file of a removed item is gone; its line stays.
    """

    # Made with the form, so that a form sent twice is stored once.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    medium = models.CharField(max_length=6, choices=Medium)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    title = models.CharField(max_length=150)
    shows = models.TextField()
    dated_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.BOARD)
    fundamentals = models.ManyToManyField(FrameworkItem, blank=True, related_name="demonstrated_by")
    # Whose it is: internal evidence stays with this service; without one, with the Champions Board
    # staff.
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="evidence_added")
    added_on = models.DateField(default=timezone.localdate)

    # the words of a note or quote
    words = models.TextField(blank=True)
    consent = models.CharField(max_length=7, choices=Consent, blank=True)
    # a figure
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    # a link, and what the weekly check found
    # As long as Django takes an address for one (URLValidator).
    url = models.URLField(max_length=2048, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    broken = models.BooleanField(default=False)
    # a file; whoever added it said that nobody could recognise a child or young person from it
    file = models.FileField(
        storage=evidence_storage, upload_to=own_name, max_length=120, blank=True
    )
    file_name = models.CharField(max_length=150, blank=True)
    file_type = models.CharField(max_length=4, blank=True)
    file_size = models.PositiveIntegerField(null=True, blank=True)
    # Since when the weekly check has not found it where it was kept.
    lost_on = models.DateField(null=True, blank=True)
    # How many pictures, and pages without readable words, only a person can judge; of files from
    # before this was counted it is 0.
    pictures = models.PositiveIntegerField(default=0, db_default=0)
    # What the check wants known of the file: that it was made smaller, or what it could not read.
    file_note = models.CharField(max_length=300, blank=True, default="", db_default="")
    # what holds a picture stays internal until a second person agrees
    agreed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)

    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        indexes = [
            models.Index(fields=["kind", "-dated_on"]),
            models.Index(fields=["lost_on"], condition=~Q(lost_on=None), name="lost_files"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(medium=Medium.QUOTE) & ~Q(consent="")
                | ~Q(medium=Medium.QUOTE) & Q(consent=""),
                name="a_quote_and_only_a_quote_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(medium__in=[Medium.NOTE, Medium.QUOTE]) & ~Q(words="")
                | Q(medium=Medium.LINK) & ~Q(url="")
                | Q(medium=Medium.FIGURE, number__isnull=False)
                | Q(medium=Medium.FILE) & ~Q(file_name=""),
                name="evidence_holds_what_its_medium_says",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.pk])

    @property
    def shown_title(self) -> str:
        """What pages call it; the title of what is removed may have been the mistake."""
        return "Removed evidence" if self.removed_on else self.title

    @property
    def plain_number(self) -> str:
        """Without idle noughts: 811, 71.5."""
        return f"{self.number.normalize():f}"

    @property
    def is_photo(self) -> bool:
        # Any picture may show a person, so each counts as a photo.
        return self.file_type in PHOTOS

    @property
    def is_for_board(self) -> bool:
        """Whether everyone who signs in may read it, the Oversight Board among them."""
        return self.visibility != Visibility.INTERNAL and not self.awaits_second_look

    @property
    def has_file(self) -> bool:
        """Whether it has a file that was not taken out."""
        return bool(self.file and self.file_type)

    @property
    def awaits_second_look(self) -> bool:
        """Whether only whoever added the picture, or the file with pictures, has looked at it; it
        is internal until then.
        """
        return (self.is_photo or self.pictures > 0) and self.agreed_on is None

    @property
    def pictures_to_look_at(self) -> range:
        """The numbers of the pictures of a document that its page shows for the second look."""
        return range(1, min(self.pictures, MOST_PICTURES) + 1) if not self.is_photo else range(0)


class Opened(models.Model):
    """That a person has opened an item, and on which day first: nobody agrees to what she has not
    looked at.
    """

    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="opened")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "person"], name="opened_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} opened {self.evidence_id}"


class Support(models.Model):
    """That an evidence item supports a thing of the framework, or one update on it: who said so,
    when and why.
    """

    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="supports")
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="supports")
    update = models.ForeignKey(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="supports"
    )
    # Where it answers "How do we know?" of a self-assessment; then `item` is the theme.
    assessment = models.ForeignKey(
        "evidence.SelfAssessment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supports",
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=timezone.localdate)
    reason = models.CharField(max_length=300, blank=True)
    removed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_on = models.DateField(null=True, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "item"],
                condition=Q(removed_on__isnull=True, update__isnull=True, assessment__isnull=True),
                name="one_standing_support_an_item",
            ),
            models.UniqueConstraint(
                fields=["evidence", "update"],
                condition=Q(removed_on__isnull=True, update__isnull=False),
                name="one_standing_support_an_update",
            ),
            models.UniqueConstraint(
                fields=["evidence", "assessment"],
                condition=Q(removed_on__isnull=True, assessment__isnull=False),
                name="one_standing_support_an_assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} supports {self.item_id}"
