"""The group of sub-actions with the sentence why, as pages show it."""

from __future__ import annotations

from datetime import date

from django.db.models import prefetch_related_objects

from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.status import Kind, Status

from ..items.voice import heard_lately, last_heard
from .agreements import agreed
from .rule import Facts, Found, group
from .sets import gap_before_a_move, missed_before_a_move, whether


def read_groups(rows: SubActionQuerySet, on: date) -> dict[int, Found]:
    """The group of each of these sub-actions on a day with the sentence why, by its id; in three
    statements at most, however many there are.
    """
    columns = {
        "found_missed": missed_before_a_move(on),
        "found_gap": gap_before_a_move(on),
        "is_agreed": agreed(),
        "is_heard": heard_lately(on),
    }
    rows = rows.with_fresh_from(on)
    listed = list(rows.annotate(**{name: whether(pk__in=pks) for name, pks in columns.items()}))
    recurring = [row for row in listed if row.counted_kind == Kind.RECURRING]
    prefetch_related_objects(recurring, "occurrences")
    last = last_heard(on) if any(map(_asks_when_heard, listed)) else {}
    return {row.pk: group(row, _facts(row, last), on) for row in listed}


def _asks_when_heard(row: SubAction) -> bool:
    return row.counted_status == Status.BEING_KEPT and not row.is_heard


def _facts(row: SubAction, last: dict[int, date]) -> Facts:
    recurs = row.counted_kind == Kind.RECURRING
    return Facts(
        kind=row.counted_kind,
        start=row.counted_start,
        due=row.counted_due,
        status=row.counted_status,
        confirmed_on=row.counted_confirmed,
        fresh_from=row.fresh_from,
        occurrences=tuple(row.occurrences.all()) if recurs else (),
        found_missed=row.found_missed,
        found_gap=row.found_gap,
        agreed=row.is_agreed,
        heard=row.is_heard,
        last_heard=last.get(row.item_id),
    )
