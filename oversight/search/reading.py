"""What the field in the header finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from actions.models import Action, SubAction
from foundations.models import Document, FrameworkItem, Kind, PageReference

# So many of each; the lists with their filters hold the rest.
MOST = 20
PAGE = re.compile(r"(?:page|p\.?)?\s*(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """What was found, each at most MOST: `calls` with their `answers` (links), `actions`,
    `sub_actions` with service and owners, `themes`, `pages` (a dict of document and page each),
    and `people` with the `work` that they own.
    """

    calls: list[FrameworkItem]
    actions: list[Action]
    sub_actions: list[SubAction]
    themes: list[FrameworkItem]
    pages: list[dict]
    people: list[User]

    @property
    def any(self) -> bool:
        return any(vars(self).values())


def find(words: str, on: date) -> Found:
    """What has all of these words in it, or is meant by its key or number; what is meant by its
    key stands first. Empty words find nothing.
    """
    words = " ".join(words.split())
    items = FrameworkItem.objects.with_each_word(words)
    works = {"item__in": items.of_kind(Kind.ACTION, Kind.SUB_ACTION).values("pk")}
    return Found(
        calls=_meant_first(items.calls().with_answers(), words),
        actions=list(Action.objects.filter(**works).select_related("item", "service")[:MOST]),
        sub_actions=list(SubAction.objects.for_list().filter(**works)[:MOST]),
        themes=_meant_first(items.of_kind(Kind.THEME), words),
        pages=_pages(words),
        people=_people(words, on),
    )


def _meant_first(items: QuerySet, words: str) -> list[FrameworkItem]:
    found = list(items[:MOST])
    return sorted(found, key=lambda item: item.key.lower() != words.lower())


def _pages(words: str) -> list[dict]:
    number = PAGE.fullmatch(words)
    if not number:
        return []
    return [
        row | {"book": Document(row["document"]).label}
        for row in PageReference.objects.cited_pages().filter(page=int(number[1]))
    ]


def _people(words: str, on: date) -> list[User]:
    if not words:
        return []
    owned = SubAction.objects.to_be_done().select_related("item")
    people = User.objects.named(words).filter(is_active=True).with_roles(on)
    return list(
        people.prefetch_related(Prefetch("owned_sub_actions", owned, to_attr="work"))[:MOST]
    )
