"""Filters of the list of sub-actions. The Board's figures count with the same ones."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Service
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from .attention import ATTENTION, needing
from .models import SubAction
from .status import Kind, Status

NO_CALL = "none"


def _attention_choices() -> list[tuple[str, str]]:
    return [(one.key, one.words) for one in ATTENTION]


def foundation_choices() -> list[tuple[str, str]]:
    """The five foundations by key, and one choice more for what answers no call."""
    items = FrameworkItem.objects.of_kind(ItemKind.FOUNDATION).values_list("key", "heading")
    return [*items, (NO_CALL, "No call to action")]


class SubActionFilter(django_filters.FilterSet):
    """Sub-actions by status, attention, foundation, service, kind and words."""

    # Choices that come from the database or from higher apps are given as functions: a list would
    # be read when this module is imported, before either is there.
    status = django_filters.ChoiceFilter(label="Status", choices=Status, empty_label="Every status")
    attention = django_filters.ChoiceFilter(
        label="What to look at",
        method="by_attention",
        empty_label="Everything",
        choices=_attention_choices,
    )
    foundation = django_filters.ChoiceFilter(
        label="Foundation",
        method="by_foundation",
        choices=foundation_choices,
        empty_label="Every foundation",
    )
    service = django_filters.ModelChoiceFilter(
        label="Service",
        queryset=Service.objects.all(),
        to_field_name="key",
        empty_label="Every service",
    )
    kind = django_filters.ChoiceFilter(label="Kind of work", choices=Kind, empty_label="Every kind")
    words = django_filters.CharFilter(label="Words", method="by_words", max_length=200)

    class Meta:
        model = SubAction
        fields: list[str] = []

    def by_attention(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return needing(rows, value, timezone.localdate())

    def by_foundation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.answering(None if value == NO_CALL else value)

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.with_words(value)
