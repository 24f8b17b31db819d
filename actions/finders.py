"""Fields that choose among sub-actions."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.finders import FindOne
from foundations.names import shortened

from .models import Action, SubAction

TITLE = 80


def named(row: SubAction | Action) -> str:
    """A piece of work in a list of choices: its key and how its wording begins."""
    return f"{row.key} {shortened(row.item.title, TITLE)}"


def near(words: str) -> QuerySet:
    """The sub-actions that have these words, or this key."""
    return SubAction.objects.with_words(words).select_related("item")


def key_in(typed: str) -> str:
    """The key with which something begins that was typed or pasted."""
    # With a colon or a comma behind it, it is the same key.
    return typed.split(" ")[0].strip(".,:;")


class ByKey:
    """Sub-actions, by their keys; what stands behind a key says only what it is."""

    find = "find-sub-actions"

    def named(self, typed: str) -> SubAction | None:
        return self.queryset.filter(item__key__iexact=key_in(typed)).first()

    def near(self, typed: str) -> QuerySet:
        return self.queryset.filter(pk__in=near(typed).order_by().values("pk"))

    def label_from_instance(self, row: SubAction) -> str:
        return named(row)


class FindSubAction(ByKey, FindOne):
    """One sub-action."""
