"""Reads of what can be tagged to a heading, and of what is."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.searching import having
from actions.models import SubAction
from evidence.items.models import EvidenceItem
from evidence.measures.models import Measure

from .models import Period, Tag


def tags_with_things() -> QuerySet[Tag]:
    """Tags with all that a list says of them."""
    things = ("sub_action__item", "sub_action__service", "measure__item", "evidence__service")
    return Tag.objects.select_related(*things).order_by("heading__order", "pk")


def sub_actions_with(words: str) -> QuerySet[SubAction]:
    """Sub-actions with this key, or whose words hold each of these."""
    rows = SubAction.objects.select_related("item")
    own = Q(item__key__iexact=words) | having(words, "item__heading", "item__text")
    return rows.filter(own).order_by("item__order", "item__key")


def measures_with(words: str) -> QuerySet[Measure]:
    """Measures whose name, or whose key of work, holds these words."""
    own = Q(item__key__iexact=words) | having(words, "name")
    return Measure.objects.select_related("item").filter(own)


def evidence_with(words: str) -> QuerySet[EvidenceItem]:
    """Evidence that may be named outside, whose name or words hold these."""
    rows = EvidenceItem.objects.current().readable_by_board()
    return rows.filter(having(words, "title", "shows"))


def periods_with_duty() -> QuerySet[Period]:
    """Periods with their duty and who said what."""
    return Period.objects.select_related("duty", "said_by", "children_by", "added_by")
