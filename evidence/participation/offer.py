"""What the form of a session lets one choose from: on the page all of it, or of more than can be
read through what is chosen already; of a form that was sent only what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone

from accounts.choosers import MOST_FOLDED, MOST_WITHOUT_SEARCH
from accounts.models import Service
from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import SubAction

from .audience_forms import MOST_AUDIENCES
from .names import CLOSED, NO_SERVICE, keys_by_name
from .served import keys_in


@dataclass(frozen=True)
class Offer:
    """Services and sub-actions by key; whether there are more of them than these, so that others
    are typed.
    """

    services: dict[str, Service] = field(default_factory=dict)
    sub_actions: dict[str, SubAction] = field(default_factory=dict)
    more_services: bool = False
    more_sub_actions: bool = False

    def with_also(
        self, services: Iterable[Service] = (), sub_actions: Iterable[SubAction] = ()
    ) -> Offer:
        """The same, with what is chosen as the form opens."""
        return replace(
            self,
            services=_added(self.services, services),
            sub_actions=_added(self.sub_actions, sub_actions),
        )


NOTHING = Offer()
# What is named in a form: services by key or name, and what stands for sub-actions.
Named = tuple[Iterable[str], Iterable[str]]


def named_in(data: QueryDict) -> Named:
    """What a form that was sent names."""
    rows = (data.get(f"audiences-{row}-service", "").strip() for row in range(MOST_AUDIENCES))
    return {name for name in rows if name not in ("", NO_SERVICE)}, data.getlist("sub_actions")


def reading_offer(named: Named = ((), ())) -> Reading:
    """All that can be chosen; of more than one reads through, only what is `named`."""
    today = timezone.localdate()
    services, sub_actions, by_key, by_name, by_its_key = yield (
        _first_services(today),
        _first_sub_actions(today),
        *_of(named, today),
    )
    offer = Offer(
        more_services=len(services) > MOST_WITHOUT_SEARCH,
        more_sub_actions=len(sub_actions) > MOST_FOLDED,
    )
    return offer.with_also(
        [*by_key, *by_name] if offer.more_services else services,
        by_its_key if offer.more_sub_actions else sub_actions,
    )


def reading_named(data: QueryDict) -> Reading:
    """Only what a form that was sent names; all services where one that it names is not found in
    the letters that it was typed in.
    """
    named, today = named_in(data), timezone.localdate()
    by_key, by_name, sub_actions = yield _of(named, today)
    services = [*by_key, *by_name]
    if not keys_by_name(services).keys() >= {name.casefold() for name in named[0]}:
        services = yield _services_by_key(today)
    return NOTHING.with_also(services, sub_actions)


def _of(named: Named, today: date) -> tuple[QuerySet, QuerySet, QuerySet]:
    names, keys = named[0], keys_in(named[1])
    return (
        _services_by_key(today, keys=_that_can_be(names)),
        _services_by_name(
            today, names=_that_can_be(name.removesuffix(CLOSED).lower() for name in names)
        ),
        # However a key is typed, an index finds it.
        _sub_actions(
            today,
            keys=_that_can_be(one for key in keys for one in {key, key.upper(), key.lower()}),
        ),
    )


@prepared
def _first_services(on: date) -> QuerySet:
    return Service.objects.all()[: MOST_WITHOUT_SEARCH + 1]


@prepared
def _services_by_key(on: date, *, keys: list[str] | None = None) -> QuerySet:
    return Service.objects.filter(key__in=keys) if keys else Service.objects.all()


@prepared
def _services_by_name(on: date, *, names: list[str]) -> QuerySet:
    return Service.objects.annotate(lower_name=Lower("name")).filter(lower_name__in=names)


@prepared
def _first_sub_actions(on: date) -> QuerySet:
    return SubAction.objects.select_related("item__parent")[: MOST_FOLDED + 1]


@prepared
def _sub_actions(on: date, *, keys: list[str]) -> QuerySet:
    return SubAction.objects.select_related("item").filter(item__key__in=keys)


def _that_can_be(texts: Iterable[str]) -> list[str]:
    # PostgreSQL takes no text with that sign in it.
    return [text for text in texts if "\0" not in text]


def _added(known: dict, rows: Iterable) -> dict:
    return known | {row.key: row for row in rows if row.key not in known}
