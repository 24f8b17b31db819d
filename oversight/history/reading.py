"""The history of changes, read: filters, and before and after in words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.filters import DayFilter, ListFilter, WordsFilter
from accounts.history import THINGS, Thing
from accounts.models import Change, User
from accounts.removal.models import RemovedLine
from accounts.searching import having
from accounts.together import read_together
from accounts.words import day

EMPTY = "(empty)"
# Of lines that we have written, so nothing stands around them: a file has very many.
_decode = json.JSONDecoder().raw_decode
DAY_LENGTH = len("2026-12-31")


def _thing_choices() -> list[tuple[str, str]]:
    return [(one.key, one.word) for one in sorted(THINGS, key=lambda one: one.rank)]


class HistoryFilter(ListFilter):
    """Lines of history by person, thing, act and day."""

    person = WordsFilter(label="Who (name or e-mail address)", method="by_person")
    thing = django_filters.ChoiceFilter(
        label="Of what", choices=_thing_choices, empty_label="Everything"
    )
    key = WordsFilter(label="Its key, such as 1.3", lookup_expr="iexact")
    act = WordsFilter(label="What was done, such as “assigned”", method="by_act")
    since = DayFilter(label="From", method="by_first_day")
    until = DayFilter(label="To", method="by_last_day")

    class Meta:
        model = Change
        fields: list[str] = []

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        people = User.objects.called(value).values("pk")
        return rows.filter(having(value, "actor_email") | Q(actor_id__in=people))

    def by_act(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(having(value, "act"))

    def by_first_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(made_at__gte=timezone.make_aware(datetime.combine(value, time.min)))

    def by_last_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(made_at__lte=timezone.make_aware(datetime.combine(value, time.max)))


class Difference(NamedTuple):
    """A field with what it said before and after."""

    label: str
    before: str
    after: str

    @property
    def has_before(self) -> bool:
        return self.before != EMPTY


@dataclass(frozen=True)
class Line:
    """A line of history as the page shows it."""

    change: Change
    name: str
    url: str
    differences: list[Difference]
    # How its passage was taken out, if it was.
    taken: RemovedLine | None = None


def read_lines(changes: Iterable[Change]) -> list[Line]:
    """Lines of history in words, with the names of what has no key but a number; in one statement
    more.
    """
    changes = list(changes)
    names, taken = _read_names(changes), _read_taken(changes)
    return [
        _read_line(change, names.get((change.thing, change.key)), taken.get(change.pk))
        for change in changes
    ]


def _read_taken(changes: list[Change]) -> dict[int, RemovedLine]:
    lines = [change.pk for change in changes if change.removed]
    found = RemovedLine.objects.filter(line__in=lines).select_related("removal__made_by")
    return {one.line: one for one in found}


def _read_names(changes: list[Change]) -> dict[tuple[str, str], str]:
    """What things are called by the kind and number under which lines speak of them."""
    numbers = defaultdict(set)
    for change in changes:
        if change.key.isdecimal():
            numbers[change.thing].add(int(change.key))
    named = {
        thing.key: thing.records().filter(pk__in=numbers[thing.key])
        for thing in THINGS
        if thing.records
    }
    read_together(*named.values())
    return {(key, str(row.pk)): str(row) for key, rows in named.items() for row in rows}


def _read_line(change: Change, name: str | None, taken: RemovedLine | None) -> Line:
    thing = _thing_of(change.thing)
    return Line(
        change=change,
        name=f"{thing.word}: {name}" if name else f"{thing.word} {change.key}",
        url=reverse(change.thing, args=[change.key]) if thing.page else "",
        differences=read_differences(change.thing, change.before, change.after),
        taken=taken,
    )


@cache
def _thing_of(key: str) -> Thing:
    # Lines are kept for good, also those of things that no app writes about any more.
    gone = Thing(key, key.capitalize(), page=False)
    return next((one for one in THINGS if one.key == key), gone)


def read_differences(thing: str, before: str, after: str) -> list[Difference]:
    """What a line of this thing says was made different, field by field, in words; nothing where a
    passage was removed.
    """
    about, old, new = _thing_of(thing), _as_values(before), _as_values(after)
    rows = []
    for name in {**old, **new}:
        if name not in about.unshown:
            was = field_in_words(about, name, old.get(name))
            now = field_in_words(about, name, new.get(name))
            # What differs as stored may read the same: nothing and an empty text, for one.
            if was != now:
                rows.append(Difference(about.label_of(name), was, now))
    return rows


def _as_values(text: str) -> dict:
    return _decode(text)[0] if text else {}


def field_in_words(thing: Thing, name: str, value: object) -> str:
    """A stored value of a thing's field as the pages write it; "(empty)" for none."""
    # First what most are: a file has very many.
    if isinstance(value, str):
        return (thing.word_of(name, value) or _day_in_words(value)) if value else EMPTY
    if value is None or value == []:
        return EMPTY
    # Before its words, since True is a number as well.
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return thing.word_of(name, value) or str(value)


def _day_in_words(text: str) -> str:
    """A day in ISO form as "3 March 2026"; any other text as it is."""
    if len(text) != DAY_LENGTH:
        return text
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
