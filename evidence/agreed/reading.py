"""The group of sub-actions with the sentence why, as pages show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import Occurrence, Share, SubAction
from actions.status import Kind, Status

from ..items.voice import heard_lately, last_heard
from .agreements import agreed
from .rule import Facts, group
from .sets import gap_before_a_move, missed_before_a_move, whether


def reading_groups(keys: list[str], on: date) -> Reading:
    """The group of each of the sub-actions with these keys on a day with the sentence why, by its
    id, as a part of a page; in three statements at most, however many there are.
    """
    listed, parts = yield _with_facts(on, keys=keys), _shares(on, keys=keys)
    recurring = [row.pk for row in listed if row.counted_kind == Kind.RECURRING]
    held = yield Occurrence.objects.filter(sub_action__in=recurring)
    occurrences, shares = _by_work(held), _by_work(parts)
    last = last_heard(on) if any(map(_asks_when_heard, listed)) else {}
    return {
        row.pk: group(row, _facts(row, occurrences[row.pk], shares[row.pk], last), on)
        for row in listed
    }


def _by_work(rows: Iterable) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.sub_action_id].append(row)
    return found


@prepared
def _with_facts(on: date, *, keys: list[str]) -> QuerySet:
    columns = {
        "found_missed": missed_before_a_move(on),
        "found_gap": gap_before_a_move(on),
        "is_agreed": agreed(),
        "is_heard": heard_lately(on),
    }
    rows = SubAction.objects.filter(item__key__in=keys).order_by().with_fresh_from(on)
    return rows.annotate(**{name: whether(pk__in=pks) for name, pks in columns.items()})


@prepared
def _shares(on: date, *, keys: list[str]) -> QuerySet:
    shares = Share.objects.counting(on).filter(sub_action__item__key__in=keys)
    return shares.select_related("service")


def _asks_when_heard(row: SubAction) -> bool:
    return row.counted_status == Status.BEING_KEPT and not row.is_heard


def _facts(
    row: SubAction, occurrences: list[Occurrence], shares: list[Share], last: dict[int, date]
) -> Facts:
    # What is recurring no more has kept what was held, which does not count.
    recurs = row.counted_kind == Kind.RECURRING
    return Facts(
        kind=row.counted_kind,
        start=row.counted_start,
        due=row.counted_due,
        status=row.counted_status,
        confirmed_on=row.counted_confirmed,
        fresh_from=row.fresh_from,
        occurrences=tuple(occurrences) if recurs else (),
        found_missed=row.found_missed,
        found_gap=row.found_gap,
        agreed=row.is_agreed,
        heard=row.is_heard,
        last_heard=last.get(row.item_id),
        shares=tuple(shares),
    )
