"""Choosing one of many published texts: by key or words, those linked last on offer at once."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from accounts.searching import holds_all, words_of

from .models import FrameworkItem, Link
from .names import shortened
from .sharing import Texts

# So many are shown; a word more finds the rest.
SHOWN = 20
LAST = 6
CLOSEST = 6


def found_by(words: str, items: Iterable[FrameworkItem]) -> list[FrameworkItem]:
    """Those whose key begins with the words, or that hold each of them; by key first. Nothing for
    no words.
    """
    if not words_of(words):
        return []
    key = " ".join(words.split()).casefold()
    items = list(items)
    by_key = [item for item in items if item.key.casefold().startswith(key)]
    # "C18" before "C1": what is meant by its whole key stands first.
    by_key.sort(key=lambda item: item.key.casefold() != key)
    others = [item for item in items if item not in by_key]
    return by_key + [
        item for item in others if holds_all(f"{item.key} {item.heading} {item.text}", words)
    ]


def closest_to(words: str, items: Iterable[FrameworkItem]) -> list[FrameworkItem]:
    """Of the published ones those that share the rarest words with what was sought, for where none
    holds all of it.
    """
    if not words_of(words):
        return []
    published = [item for item in items if not item.local]
    return [one.text for one in Texts(published).sharing(words)[:CLOSEST]]


def linked_last(by: User, items: Iterable[FrameworkItem]) -> list[FrameworkItem]:
    """Those among the items that this person has linked last."""
    ends = Link.objects.filter(made_by=by).order_by("-made_on", "-pk")
    pairs = ends.values_list("from_item", "to_item")[: LAST * 2]
    pks = dict.fromkeys(pk for pair in pairs for pk in pair)
    offered = {item.pk: item for item in items}
    return [offered[pk] for pk in pks if pk in offered][:LAST]


def choice_of(item: FrameworkItem) -> tuple[str, str]:
    """An item as a choice that can be read before it is chosen: "C18 Respite: South …"."""
    words = shortened(f"{item.heading}: {item.text}" if item.heading and item.text else item.title)
    # Where the key is a word it says nothing to who does not know it.
    name = item.key if any(sign.isdigit() for sign in item.key) else item.label
    return item.key, f"{name} {words}"
