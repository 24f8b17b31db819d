"""Querysets that are the same for everybody on one day, put together once a day and process: for a
long one that takes Django longer than the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache, wraps

from django.core.signals import setting_changed
from django.db.models import QuerySet

from .together import Prepared, Statement

# Today, and what a page compares it with.
DAYS = 4
CACHES: list[Callable[[], None]] = []


def prepared(make: Callable[[date], QuerySet]) -> Callable[..., QuerySet]:
    """`make(day)` gives a queryset that depends on nothing but the day and the settings. Called as
    `rows(day)` it is that queryset; as `rows(day, asked=values)` it is those of its rows whose
    column `asked`, which it annotates, is among the values. Read by `together`, it costs no putting
    together; read by itself, it is as any other.
    """

    @lru_cache(maxsize=DAYS)
    def put_together(on: date) -> tuple[QuerySet, Statement]:
        queryset = make(on)
        return queryset, Statement(queryset)

    @wraps(make)
    def rows(on: date, asked: Collection[int | str] | None = None) -> QuerySet:
        queryset, statement = put_together(on)
        found = queryset.all() if asked is None else queryset.filter(asked__in=asked)
        found.prepared = Prepared(statement, asked)
        return found

    CACHES.append(put_together.cache_clear)
    return rows


def forget(**_change: object) -> None:
    """Put everything together anew: settings, and what rules are made of, change in tests only."""
    for clear in CACHES:
        clear()


setting_changed.connect(forget)
