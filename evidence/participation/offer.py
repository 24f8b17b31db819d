"""What the form of a session lets one choose from: all of it on the page, and of a form that was
sent only what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Service
from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import SubAction

from .audience_forms import MOST_AUDIENCES
from .names import CLOSED, NO_SERVICE, named


@dataclass(frozen=True)
class Offer:
    """Services and sub-actions by key."""

    services: dict[str, Service] = field(default_factory=dict)
    sub_actions: dict[str, SubAction] = field(default_factory=dict)


NOTHING = Offer()


def reading_offer() -> Reading:
    """All that can be chosen."""
    today = timezone.localdate()
    services, sub_actions = yield _services_by_key(today), _sub_actions(today)
    return _by_key(services, sub_actions)


def reading_named(data: QueryDict) -> Reading:
    """Only what a form that was sent names, by key or by the name of a service; all where something
    that it names is not found so.
    """
    keys, today = set(data.getlist("sub_actions")), timezone.localdate()
    rows = (data.get(f"audiences-{row}-service", "").strip() for row in range(MOST_AUDIENCES))
    typed = {name for name in rows if name not in ("", NO_SERVICE)}
    names = {name.removesuffix(CLOSED).lower() for name in typed}
    by_key, by_name, sub_actions = yield (
        _services_by_key(today, asked=_that_can_be(typed)),
        _services_by_name(today, asked=_that_can_be(names)),
        _sub_actions(today, asked=_that_can_be(keys)),
    )
    services = [*by_key, *by_name]
    found = {one.key for one in services} | {named(one).casefold() for one in services}
    if len(sub_actions) < len(keys) or not all({name, name.casefold()} & found for name in typed):
        return (yield from reading_offer())
    return _by_key(services, sub_actions)


@prepared
def _services_by_key(on: date) -> QuerySet:
    return Service.objects.annotate(asked=F("key"))


@prepared
def _services_by_name(on: date) -> QuerySet:
    return Service.objects.annotate(asked=Lower("name"))


@prepared
def _sub_actions(on: date) -> QuerySet:
    return SubAction.objects.select_related("item__parent").annotate(asked=F("item__key"))


def _that_can_be(texts: Iterable[str]) -> list[str]:
    # PostgreSQL takes no text with that sign in it.
    return [text for text in texts if "\0" not in text]


def _by_key(services: Iterable[Service], sub_actions: Iterable[SubAction]) -> Offer:
    return Offer({one.key: one for one in services}, {row.key: row for row in sub_actions})
