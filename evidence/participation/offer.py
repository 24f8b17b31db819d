"""What the form of a session lets one choose from: all of it on the page, and of a form that was
sent only what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import Service
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
    services, sub_actions = yield Service.objects.all(), _sub_actions()
    return _by_key(services, sub_actions)


def reading_named(data: QueryDict) -> Reading:
    """Only what a form that was sent names, by key or by the name of a service; all where something
    that it names is not found so.
    """
    keys = set(data.getlist("sub_actions"))
    rows = (data.get(f"audiences-{row}-service", "").strip() for row in range(MOST_AUDIENCES))
    typed = {name for name in rows if name not in ("", NO_SERVICE)}
    services, sub_actions = yield (
        _services_called(filter(_can_be_asked, typed)),
        _sub_actions().filter(item__key__in=filter(_can_be_asked, keys)),
    )
    found = {one.key for one in services} | {named(one).casefold() for one in services}
    if len(sub_actions) < len(keys) or not all({name, name.casefold()} & found for name in typed):
        return (yield from reading_offer())
    return _by_key(services, sub_actions)


def _sub_actions() -> QuerySet:
    return SubAction.objects.select_related("item__parent")


def _can_be_asked(text: str) -> bool:
    # PostgreSQL takes no text with it.
    return "\0" not in text


def _services_called(names: Iterable[str]) -> QuerySet:
    called = Q(pk=None)
    for name in names:
        called |= Q(key=name) | Q(name__iexact=name.removesuffix(CLOSED))
    return Service.objects.filter(called)


def _by_key(services: Iterable[Service], sub_actions: Iterable[SubAction]) -> Offer:
    return Offer({one.key: one for one in services}, {row.key: row for row in sub_actions})
