"""Filters of the list of what was heard."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from accounts.filters import ListFilter
from foundations.filters import NO, YES, KeyFilter, foundation_choices

from .models import Heard, HeardKind
from .querysets import INSIDE

# What the Board's page counts beside what groups said.
IDEAS_AND_OFFERS = "idea-or-offer"
KINDS = [*HeardKind.choices, (IDEAS_AND_OFFERS, "An idea or an offer")]


class HeardFilter(ListFilter):
    """What was heard by whether it is answered, by kind, by foundation, and by what it went to."""

    answered = django_filters.ChoiceFilter(
        label="Answered",
        method="by_answered",
        choices=[(NO, "Waiting for an answer"), (YES, "Answered")],
        empty_label="Waiting or answered",
    )
    kind = django_filters.ChoiceFilter(
        label="What it is", method="by_kind", choices=KINDS, empty_label="Everything"
    )
    foundation = django_filters.ChoiceFilter(
        label="Foundation",
        method="by_foundation",
        choices=foundation_choices,
        empty_label="Every foundation",
    )
    about = KeyFilter(
        label="Call or sub-action, such as C18 or 1.3", method="by_item", max_length=40
    )

    AROUND = {"about": "About {}"}

    class Meta:
        model = Heard
        fields: list[str] = []

    def by_answered(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        # What went to nobody, or stays inside, neither waits nor is answered.
        if value == NO:
            return rows.filter(waits=True)
        return rows.filter(waits=False, replies__isnull=False).exclude(INSIDE).distinct()

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == IDEAS_AND_OFFERS:
            return rows.exclude(kind=HeardKind.HEARD)
        return rows.filter(kind=value)

    def by_foundation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.about_foundation(value)

    def by_item(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(replies__item__key__iexact=value)
