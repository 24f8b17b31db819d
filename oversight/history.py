"""The history of changes, read: filters, and before and after in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.fields import DayField
from accounts.models import Change, Role, ServiceKind, User
from actions.standing import day
from actions.status import Kind, Status, Visibility
from evidence.models import Consent, EvidenceKind, HeardKind, Medium, ReplyKind

# What history speaks of; each has a page whose URL name is the same word, but for those without one.
THINGS = {
    "sub-action": "Sub-action",
    "action": "Action",
    "evidence": "Evidence",
    "person": "Person",
    "service": "Service",
    "framework": "Framework",
    "heard": "What was heard",
    "measure": "Measure",
}
WITHOUT_PAGE = {"framework"}
CHOICES = {
    "consent": dict(Consent.choices),
    "medium": dict(Medium.choices),
    "status": dict(Status.choices),
    "visibility": dict(Visibility.choices),
    "kind": dict(Kind.choices + ServiceKind.choices + EvidenceKind.choices + HeardKind.choices + ReplyKind.choices),
    "role": dict(Role.choices),
}
# Where the name of a field, with spaces, would not be what the page calls it.
LABELS = {
    "baseline_unknown": "Baseline not known, because",
    "agreed_by": "Second look by",
    "agreed_on": "Second look on",
    "anyone_recognisable": "Could anyone recognise a child or young person",
    "changed": "What changed",
    "closed_on": "Closed from",
    "difference": "What difference it made",
    "dated_on": "Day that it speaks of",
    "due_on": "Due date",
    "email": "E-mail address",
    "ends_on": "Ends on",
    "heard_on": "Heard on",
    "interval_months": "How often, in months",
    "is_active": "May sign in",
    "kind": "Kind",
    "next_step": "What is next",
    "medium": "What it is made of",
    "removed_reason": "Why it was removed",
    "review_on": "Review date",
    "shows": "What it shows",
    "start_on": "Start date",
    "target_number": "Target: how many",
    "target_unit": "Target: of what",
    "unknown": "Not known, because",
    "visibility": "Who may read it",
    "why": "Why it matters to children and families",
    "withdrawn_reason": "Why it was withdrawn",
}
EMPTY = "(empty)"
DAY_LENGTH = len("2026-12-31")


class DayFilter(django_filters.Filter):
    """A filter by a day, written as people write it."""

    field_class = DayField


class HistoryFilter(django_filters.FilterSet):
    """Lines of history by person, thing, act and day."""

    person = django_filters.CharFilter(label="Who (name or e-mail address)", method="by_person")
    thing = django_filters.ChoiceFilter(label="Of what", choices=list(THINGS.items()), empty_label="Everything")
    key = django_filters.CharFilter(label="Its key, such as 1.3", lookup_expr="iexact")
    act = django_filters.CharFilter(label="What was done, such as “assigned”", lookup_expr="icontains")
    since = DayFilter(label="From day", method="by_first_day")
    until = DayFilter(label="To day", method="by_last_day")

    class Meta:
        model = Change
        fields: list[str] = []

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        people = User.objects.filter(name__icontains=value).values("pk")
        return rows.filter(Q(actor_email__icontains=value) | Q(actor_id__in=people))

    def by_first_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(made_at__gte=timezone.make_aware(datetime.combine(value, time.min)))

    def by_last_day(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(made_at__lte=timezone.make_aware(datetime.combine(value, time.max)))


@dataclass(frozen=True)
class Difference:
    """A field with what it said before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A line of history as the page shows it."""

    change: Change
    name: str
    url: str
    differences: list[Difference]


def read_lines(changes: Iterable[Change]) -> list[Line]:
    """Lines of history in words; people by their names, for which it takes one statement."""
    changes = list(changes)
    keys = [change.key for change in changes if change.thing == "person"]
    people = {str(person.pk): person.name for person in User.objects.filter(pk__in=keys)}
    return [read_line(change, people) for change in changes]


def read_line(change: Change, people: dict[str, str]) -> Line:
    thing = THINGS.get(change.thing, change.thing.capitalize())
    has_page = change.thing in THINGS.keys() - WITHOUT_PAGE
    return Line(
        change=change,
        name=f"{thing} {people.get(change.key, change.key) if change.thing == 'person' else change.key}",
        url=reverse(change.thing, args=[change.key]) if has_page else "",
        differences=read_differences(change),
    )


def read_differences(change: Change) -> list[Difference]:
    """What a change made different, field by field, in words; nothing where a passage was removed."""
    before, after = as_values(change.before), as_values(change.after)
    rows = [
        Difference(label_of(name), in_words(name, before.get(name)), in_words(name, after.get(name)))
        for name in {**before, **after}
    ]
    return [row for row in rows if row.before != row.after]


def as_values(text: str) -> dict:
    return json.loads(text) if text else {}


def label_of(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def in_words(name: str, value) -> str:
    """A stored value as the pages write it."""
    if value is None or value == "" or value == []:
        return EMPTY
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return CHOICES.get(name, {}).get(value) or day_in_words(str(value))


def day_in_words(text: str) -> str:
    """A day in ISO form as "3 March 2026"; any other text as it is."""
    if len(text) != DAY_LENGTH:
        return text
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
