"""Querysets that are the same on one day but for a few values, put together once a day and process:
for a long one that takes Django longer than the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from django.core.signals import setting_changed
from django.db.models import QuerySet

from . import blanks
from .models import Appointment, Role, Service, User
from .together import Prepared, Statement

# Today and what a page compares it with, each for people of several roles.
MOST = 32
CACHES: list[Callable[[], None]] = []
# Of a value: which roles a person holds, else whether it is a number, a text, or several.
Kind = type | frozenset[str]


def prepared(make: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    """`make(day, *shape, **given)` gives a queryset that depends on nothing but the settings, the
    day, its shape, and what is given by name: numbers, texts, several of either in a list of their
    own (`key__in=keys`), or people, of whom it asks their ids, roles and services. Called
    alike, it is put together once for each day and shape, with blanks that are filled in when
    `together` reads it; nothing else can read it then, or narrow it. Where nothing is given by
    name, it is as any other queryset besides.
    """

    @lru_cache(maxsize=MOST)
    def put_together(
        on: date, shape: tuple[Hashable, ...], kinds: tuple[tuple[str, Kind], ...]
    ) -> tuple[QuerySet, Statement]:
        given = {name: _blank(kind, number) for number, (name, kind) in enumerate(kinds)}
        queryset = make(on, *shape, **given)
        return queryset, Statement(queryset)

    @wraps(make)
    def rows(on: date, *shape: Hashable, **given: Any) -> QuerySet:
        kinds = tuple((name, _kind(value)) for name, value in given.items())
        queryset, statement = put_together(on, shape, kinds)
        return Prepared(statement, _values(given)).of(queryset)

    CACHES.append(put_together.cache_clear)
    return rows


def forget(**_change: object) -> None:
    """Put everything together anew: settings, and what rules are made of, change in tests only."""
    for clear in CACHES:
        clear()


def _kind(value: Any) -> Kind:
    if isinstance(value, User):
        return frozenset(value.roles)
    return str if isinstance(value, str) else int if isinstance(value, int) else list


def _blank(kind: Kind, number: int) -> Any:
    if isinstance(kind, frozenset):
        return _somebody(kind, number)
    return [blanks.several(number)] if kind is list else kind(blanks.one(number))


def _somebody(roles: Collection[str], number: int) -> User:
    """Somebody who holds these roles; a Promise Keeper keeps one service."""
    person, kept = User(pk=blanks.one(number)), Service(pk=blanks.several(number))
    person.current_appointments = [
        Appointment(role=role, service=kept if role == Role.KEEPER else None) for role in roles
    ]
    return person


def _values(given: dict[str, Any]) -> dict[str, Any]:
    """What is to be filled in, by the text of its blank."""
    found: dict[str, Any] = {}
    for number, value in enumerate(given.values()):
        alone, list_ = str(blanks.one(number)), str(blanks.several(number))
        if isinstance(value, User):
            found |= {alone: value.pk, list_: [kept.pk for kept in value.services]}
        elif isinstance(value, str | int):
            found[alone] = value
        else:
            found[list_] = [*value]
    return found


setting_changed.connect(forget)
