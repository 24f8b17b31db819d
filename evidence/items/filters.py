"""Filters of the list of evidence."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.filters import ListFilter, ServiceChoice
from actions.status import Visibility
from foundations.filters import KeyFilter
from foundations.models import FrameworkItem

from .medium import Medium
from .models import EvidenceItem, EvidenceKind

# What to look at: a word for the address, words for the page, and the rows meant.
ATTENTION = {
    "review-passed": ("Review date passed", lambda rows, on: rows.review_passed(on)),
    "broken-link": ("Broken link", lambda rows, on: rows.filter(broken=True)),
    "lost-file": ("File is lost", lambda rows, on: rows.with_lost_file()),
    "second-look": (
        "Pictures waiting for a second check",
        lambda rows, on: rows.awaiting_second_look(),
    ),
}
# Without the sentence that explains each.
VISIBILITY = [(word, word.label.split(":")[0]) for word in Visibility]
KIND = [(word, word.label.split(":")[0]) for word in EvidenceKind]


class EvidenceFilter(ListFilter):
    """Evidence by what it is, who may read it, whose it is, what to look at, and what it
    supports.
    """

    kind = django_filters.ChoiceFilter(label="Kind", choices=KIND, empty_label="Every kind")
    medium = django_filters.ChoiceFilter(label="Type", choices=Medium, empty_label="Any type")
    visibility = django_filters.ChoiceFilter(
        label="Who may read it", choices=VISIBILITY, empty_label="Anyone"
    )
    service = ServiceChoice()
    attention = django_filters.ChoiceFilter(
        label="What to look at",
        method="by_attention",
        choices=[(key, words) for key, (words, _rows) in ATTENTION.items()],
        empty_label="Everything",
    )
    supports = KeyFilter(label="Supports, such as 1.3 or C18", method="by_support", max_length=40)

    AROUND = {"visibility": "Who may read it: {}", "supports": "Supports {}"}

    class Meta:
        model = EvidenceItem
        fields: list[str] = []

    def by_attention(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return ATTENTION[value][1](rows, timezone.localdate())

    def by_support(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.supporting(FrameworkItem.objects.filter(key__iexact=value))
