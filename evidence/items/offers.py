"""What a form offers as supported by evidence, in groups."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import Truncator

from accounts.models import User
from foundations.links import linked_to
from foundations.models import FrameworkItem, Kind

from .models import EvidenceItem
from .scope import TEXTS, WORK, supportable_by

GROUPS = {
    Kind.SUB_ACTION: "Sub-actions",
    Kind.ACTION: "Actions",
    Kind.CRITERION: "What sub-actions must meet",
    Kind.CALL: "Calls to action",
    Kind.THEME: "Themes",
    Kind.RECOMMENDATION: "Recommendations",
}
TITLE_LENGTH = 90

Choices = list[tuple[str, list[tuple[str, str]]]]


def choices_by_kind(items: Iterable[FrameworkItem]) -> Choices:
    """Items as the grouped choices of a box, kind by kind; the value of each is its key."""
    items = list(items)
    groups = (
        (words, [_choice(item) for item in items if item.kind == kind])
        for kind, words in GROUPS.items()
    )
    return [(words, choices) for words, choices in groups if choices]


def _choice(item: FrameworkItem) -> tuple[str, str]:
    return item.key, f"{item.key} {Truncator(item.title).chars(TITLE_LENGTH)}"


def linked_with(item: FrameworkItem, user: User) -> list[FrameworkItem]:
    """What is linked with a thing, and its criteria, as far as this person may add evidence to
    it.
    """
    ends = [end.item.pk for end in linked_to(item).counted if end.item.kind in (*TEXTS, *WORK)]
    offered = supportable_by(user).filter(pk__in=ends)
    if item.kind == Kind.SUB_ACTION:
        offered |= supportable_by(user).filter(parent=item)
    return list(offered.order_by("parent__order", "order", "pk"))


def not_yet_supported(evidence: EvidenceItem, user: User) -> list[FrameworkItem]:
    """What this person may say that an item supports, and nobody has said yet."""
    said = evidence.supports.current().values("item")
    return list(
        supportable_by(user)
        .exclude(pk__in=said)
        .order_by("parent__local", "parent__order", "order", "pk")
    )
