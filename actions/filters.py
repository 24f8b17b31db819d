"""Filters of the list of sub-actions. The Board's figures count with the same ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.filters import ListFilter, ServiceChoice, WordsFilter
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from .attention import ATTENTION, LATE, Attention, attention, needing
from .in_rounds import choices_of, in_round, listed_rounds
from .models import SubAction
from .status import Kind, Status

NO_CALL = "none"
PLANS = [("published", "The published plan"), ("local", "Added by the council")]


def _attention_choices() -> list[tuple[str, str]]:
    ranked = sorted(ATTENTION, key=lambda one: one.rank)
    return [(one.key, one.words) for one in ranked]


def foundation_choices() -> list[tuple[str, str]]:
    """The five foundations by key, and one choice more for what answers no call."""
    items = FrameworkItem.objects.of_kind(ItemKind.FOUNDATION).values_list("key", "heading")
    return [*items, (NO_CALL, "No call to action")]


def _round_choices() -> list[tuple[str, str]]:
    return choices_of(listed_rounds(timezone.localdate()))


class SubActionFilter(ListFilter):
    """Sub-actions by status, attention, foundation, service, kind and words."""

    AROUND = {"heard": "Care experienced people heard: {}"}

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
    service = ServiceChoice()
    plan = django_filters.ChoiceFilter(
        label="Plan", method="by_plan", choices=PLANS, empty_label="Published and local"
    )
    kind = django_filters.ChoiceFilter(label="Kind of work", choices=Kind, empty_label="Every kind")
    round = django_filters.ChoiceFilter(
        label="Round", method="by_round", choices=_round_choices, empty_label="Whenever reported"
    )
    words = WordsFilter(label="Words", method="by_words", max_length=200)

    class Meta:
        model = SubAction
        fields: list[str] = []

    def by_attention(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        listed = needing(rows, value, timezone.localdate())
        order = attention(value).order
        return listed.order_by(*order) if order else listed

    def by_foundation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.answering(None if value == NO_CALL else value)

    def by_plan(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(item__local=value == "local")

    def by_round(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return in_round(rows, value, timezone.localdate())

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.with_words(value)

    @property
    def chosen(self) -> Attention | None:
        """What the list is asked to look at."""
        key = self.given.get("attention")
        return attention(key) if key else None

    @property
    def order(self) -> str:
        """How the list is sorted, in words."""
        return (self.chosen and self.chosen.order_words) or "In the order of the plan"

    @property
    def title(self) -> str:
        """What the list holds, for its heading: "Late sub-actions, Care"."""
        words = [said for said, _address in self.shown]
        if self.chosen and self.chosen.key == LATE:
            words.remove(self.chosen.words)
            return ", ".join(["Late sub-actions", *words])
        return f"Sub-actions: {', '.join(words)}" if words else "Sub-actions"


def offer(
    name: str,
    label: str,
    empty_label: str,
    choices: list | Callable[[], list],
    rows: Callable[[QuerySet, str, date], QuerySet],
) -> None:
    """Add a filter whose rule mentions more than actions know; a higher app calls it once, when it
    starts. `rows` gives those of a queryset that one of the choices means on a day.
    """
    SubActionFilter.base_filters[name] = django_filters.ChoiceFilter(
        label=label,
        empty_label=empty_label,
        choices=choices,
        method=lambda listed, _name, value: rows(listed, value, timezone.localdate()),
    )
