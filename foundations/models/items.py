"""The framework as published: its texts and the pages they cite."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ..querysets import FrameworkItemQuerySet, PageReferenceQuerySet


class Kind(models.TextChoices):
    """What a framework item is, in the words of the source documents."""

    FOUNDATION = "foundation", "Foundation"
    CALL = "call", "Call to action"
    PRIORITY_AREA = "priority-area", "Priority area"
    THEME = "theme", "Theme"
    LEAD_IN = "lead-in", "Lead-in to recommendations"
    RECOMMENDATION = "recommendation", "Recommendation"
    PROMPT = "prompt", "Self-assessment prompt"
    FUNDAMENTAL = "fundamental", "Fundamental"
    PRINCIPLE = "principle", "Principle of intensive family support"
    HEADLINE = "headline", "Residential briefing headline"
    SECTION = "section", "Residential briefing section"
    POINT = "point", "Residential briefing point"
    SUB_POINT = "sub-point", "Residential briefing sub-point"
    REPORT = "report", "Report of the Independent Care Review"
    BACKGROUND = "background", "Background"
    VISION = "vision", "Vision"
    NEED = "need", "What we need locally"
    PRESENT_STATE = "present-state", "Where we were"
    WARNING = "warning", "It won't happen if"
    INVITATION = "invitation", "What can you do?"
    SAMPLE_ACTION = "sample-action", "Sample organisation action"
    ACTION = "action", "Improvement action"
    SUB_ACTION = "sub-action", "Sub-action"
    CRITERION = "criterion", "Criterion"
    STATEMENT = "statement", "Vision statement"


class Document(models.TextChoices):
    """A published book whose pages the framework cites."""

    THE_PROMISE = "the-promise", "The Promise"
    CHANGE_PROGRAMME = "change-programme", "Change Programme"


class Reach(models.TextChoices):
    """Whether a council can answer for an item by itself."""

    COUNCIL = "", "For the council and its partners"
    PARTLY_NATIONAL = "partly-national", "National in part: the council can answer for its share"
    NATIONAL = "national", "Not for the council alone"


# Kinds with a page of their own, by the name of its address.
PAGES = {
    Kind.FOUNDATION: "foundation",
    Kind.CALL: "call",
    Kind.THEME: "theme",
    Kind.RECOMMENDATION: "recommendation",
    Kind.POINT: "point",
    Kind.ACTION: "action",
    Kind.SUB_ACTION: "sub-action",
    Kind.STATEMENT: "statement",
}
# The page on which a kind without one is shown; "background" for those not named.
SHOWN_ON = {
    Kind.PRIORITY_AREA: "themes",
    Kind.PROMPT: "themes",
    Kind.FUNDAMENTAL: "fundamentals",
    Kind.PRINCIPLE: "principles",
    Kind.HEADLINE: "briefing",
    Kind.SECTION: "briefing",
    Kind.SUB_POINT: "briefing",
}
ON_THE_PAGE_OF_ITS_PARENT = {Kind.LEAD_IN, Kind.CRITERION}


class FrameworkItemManager(models.Manager.from_queryset(FrameworkItemQuerySet)):
    def get_by_natural_key(self, key: str) -> FrameworkItem:
        return self.get(key=key)


class FrameworkItem(models.Model):
    """One published text of the framework, or a local action's place beside it.

    Published texts are read-only in the product: only the fixtures write them. Every published
    item keeps its source file and lines; `*_as_printed` hold the source form where a slip or
    extraction damage was repaired, and `repair` says what was repaired.
    """

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    heading_as_printed = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    text_as_printed = models.TextField(blank=True)
    repair = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reach = models.CharField(max_length=20, choices=Reach, blank=True, default=Reach.COUNCIL)
    # Four recommendations are printed under two themes.
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="twins"
    )
    has_template = models.BooleanField(default=False)
    source_document = models.CharField(max_length=120, blank=True)
    source_lines = models.CharField(max_length=60, blank=True)
    plan = models.CharField(max_length=40, blank=True)
    # Of what goes on changing where it is published: when its wording was taken over.
    read_on = models.DateField(null=True, blank=True)
    # Added by the council: its text may be edited, and no fixture speaks of it.
    local = models.BooleanField(default=False)

    objects = FrameworkItemManager()

    class Meta:
        ordering = ["order", "key"]
        indexes = [models.Index(fields=["kind", "order"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(local=True) | ~models.Q(source_document=""),
                name="published_item_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def get_absolute_url(self) -> str:
        """The item's address, made of its key."""
        if self.kind in ON_THE_PAGE_OF_ITS_PARENT:
            return f"{self.parent.get_absolute_url()}#{self.key}"
        if self.has_page:
            return reverse(PAGES[self.kind], args=[self.key])
        # The four prompts stand there together.
        place = "prompts" if self.kind == Kind.PROMPT else self.key
        return f"{reverse(SHOWN_ON.get(self.kind, 'background'))}#{place}"

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    @property
    def label(self) -> str:
        """What it is, with its key or, where the key is a word, its number: "Call to action C18",
        "Fundamental 2".
        """
        numbered = any(character.isdigit() for character in self.key)
        return f"{self.get_kind_display()} {self.key if numbered else self.number or self.heading}"

    @property
    def title(self) -> str:
        """The heading, or the text where the source gives no heading."""
        return self.heading or self.text

    @property
    def has_page(self) -> bool:
        """Whether it has a page of its own, rather than a place on another's."""
        return self.kind in PAGES


class PageReferenceManager(models.Manager.from_queryset(PageReferenceQuerySet)):
    def get_by_natural_key(self, item: str, document: str, page: int) -> PageReference:
        return self.get(item__key=item, document=document, page=page)


class PageReference(models.Model):
    """A page of a published book that a framework item cites."""

    item = models.ForeignKey(FrameworkItem, on_delete=models.CASCADE, related_name="pages")
    document = models.CharField(max_length=20, choices=Document)
    page = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    objects = PageReferenceManager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "document", "page"], name="one_reference_a_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_document_display()}, page {self.page}"

    def get_absolute_url(self) -> str:
        """The page of everything that cites this page."""
        return reverse("cited-page", args=[self.document, self.page])

    def natural_key(self) -> tuple[str, str, int]:
        return (self.item.key, self.document, self.page)

    natural_key.dependencies = ["foundations.frameworkitem"]


class PublishedTargetManager(models.Manager):
    def get_by_natural_key(self, item: str) -> PublishedTarget:
        return self.get(item__key=item)


class PublishedTarget(models.Model):
    """A number, interval or date that the source itself states for a sub-action."""

    item = models.OneToOneField(
        FrameworkItem, on_delete=models.CASCADE, related_name="published_target"
    )
    words = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    period_months = models.PositiveSmallIntegerField(null=True, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = PublishedTargetManager()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.words}"

    def natural_key(self) -> tuple[str]:
        return (self.item.key,)

    natural_key.dependencies = ["foundations.frameworkitem"]
