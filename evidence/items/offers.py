"""What a form offers as supported by evidence, in groups."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from accounts.searching import holds_all, words_of
from foundations.links import linked_to
from foundations.models import FrameworkItem, Kind
from foundations.names import shortened

from .models import EvidenceItem, Support
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
# So many results can be read through; of the last ones more are asked for than are still on offer.
FOUND, SAID = 12, 50

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
    return item.key, f"{item.key} {shortened(item.title, TITLE_LENGTH)}"


def linked_with(item: FrameworkItem, user: User) -> list[FrameworkItem]:
    """What is linked with a thing, and its criteria, as far as this person may add evidence to
    it.
    """
    ends = [end.item.pk for end in linked_to(item).counted if end.item.kind in (*TEXTS, *WORK)]
    offered = supportable_by(user).filter(pk__in=ends)
    if item.kind == Kind.SUB_ACTION:
        offered |= supportable_by(user).filter(parent=item)
    return list(offered.order_by("parent__order", "order", "pk"))


def search(offered: list[FrameworkItem], words: str, user: User) -> list[FrameworkItem]:
    """Of what is on offer, what has all of these words in its key, heading or text, what is meant
    by its key first; without words, what this person has lately said that evidence supports. At
    most FOUND.
    """
    if not words_of(words):
        return _last_used(offered, user)
    found = [item for item in offered if holds_all(_words_of(item), words)]
    return sorted(found, key=lambda item: item.key.casefold() != words.strip().casefold())[:FOUND]


def _last_used(offered: list[FrameworkItem], user: User) -> list[FrameworkItem]:
    said = Support.objects.filter(made_by=user, assessment=None).order_by("-pk")
    keys = dict.fromkeys(said.values_list("item_id", flat=True)[:SAID])
    by_pk = {item.pk: item for item in offered}
    return [by_pk[pk] for pk in keys if pk in by_pk][:FOUND]


def _words_of(item: FrameworkItem) -> str:
    return f"{item.label} {item.key} {item.heading} {item.text}"


def not_yet_supported(evidence: EvidenceItem, user: User) -> list[FrameworkItem]:
    """What this person may say that an item supports, and nobody has said yet."""
    said = evidence.supports.current().values("item")
    return list(
        supportable_by(user)
        .exclude(pk__in=said)
        .order_by("parent__local", "parent__order", "order", "pk")
    )
