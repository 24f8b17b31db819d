"""The history of changes, read: filters, and before and after in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.filters import DayFilter
from accounts.models import Change, Role, ServiceKind, User
from accounts.words import day
from actions.status import Kind, Status, Visibility
from evidence.models import (
    Consent,
    EvidenceKind,
    HeardKind,
    ImportState,
    LivedExperience,
    Medium,
    RemovalReason,
    ReplyKind,
    SessionKind,
)
from foundations.models import CorrectionState, LinkState, Part

# What history speaks of; each has a page whose URL name is the same word, but for those without
# one.
THINGS = {
    "sub-action": "Sub-action",
    "action": "Action",
    "evidence": "Evidence",
    "link-check": "Check of links",
    "person": "Person",
    "service": "Service",
    "round": "Round",
    "self-assessment": "Self-assessment",
    "scale": "Words of the scale",
    "link": "Link",
    "correction": "Correction",
    "session": "Session",
    "import": "Import of sessions",
    "framework": "Framework",
    "heard": "What was heard",
    "measure": "Measure",
}
# The words of the scale have one page for them all.
WITHOUT_PAGE = {"framework", "link", "link-check", "scale"}
KINDS = (Kind, ServiceKind, EvidenceKind, SessionKind, HeardKind, ReplyKind)
CHOICES = {
    "consent": dict(Consent.choices),
    "medium": dict(Medium.choices),
    "status": dict(Status.choices),
    "visibility": dict(Visibility.choices),
    "lived_experience": dict(LivedExperience.choices),
    "removed_reason": dict(RemovalReason.choices),
    "kind": dict(chain.from_iterable(kinds.choices for kinds in KINDS)),
    "role": dict(Role.choices),
    "state": dict((*LinkState.choices, *CorrectionState.choices, *ImportState.choices)),
    "part": dict(Part.choices),
}
# Where the name of a field, with spaces, would not be what the page calls it.
LABELS = {
    "Q1": "What are we doing well?",
    "Q2": "What are we not doing well?",
    "Q3": "How do we know?",
    "Q4": "What are our priorities for change?",
    "agreed_by": "Second look by",
    "agreed_on": "Second look on",
    "anyone_recognisable": "Could anyone recognise a child or young person",
    "answer": "Answer",
    "broken": "Broken",
    "baseline_unknown": "Baseline not known, because",
    "changed": "What changed",
    "decision_reason": "Why it was decided so",
    "closed_on": "Closed from",
    "difference": "What difference it made",
    "dated_on": "Day that it speaks of",
    "digest": "Digest of the file (SHA-256)",
    "due_on": "Due date",
    "extent": "To what extent",
    "email": "E-mail address",
    "ends_on": "Ends on",
    "file_name": "File",
    "held_on": "Held on",
    "heard_on": "Heard on",
    "interval_months": "How often, in months",
    "is_active": "May sign in",
    "kind": "Kind",
    "lived_experience": "What people with lived experience did",
    "lived_number": "How many of them",
    "next_step": "What is next",
    "no_evidence_yet": "No evidence yet",
    "reopened_reason": "Why it was reopened",
    "review_on": "Review date",
    "set_aside_reason": "Why it was set aside",
    "medium": "What it is made of",
    "removed_by": "Removed by",
    "removed_on": "Removed on",
    "removed_reason": "Why it was removed",
    "shows": "What it shows",
    "start_on": "Start date",
    "sub_action": "Sub-action",
    "sub_actions": "Serves the sub-actions",
    "target_number": "Target: how many",
    "target_unit": "Target: of what",
    "unknown": "Not known, because",
    "visibility": "Who may read it",
    "why": "Why it matters to children and families",
    "withdrawn_reason": "Why it was withdrawn",
}
EMPTY = "(empty)"
DAY_LENGTH = len("2026-12-31")


class HistoryFilter(django_filters.FilterSet):
    """Lines of history by person, thing, act and day."""

    person = django_filters.CharFilter(label="Who (name or e-mail address)", method="by_person")
    thing = django_filters.ChoiceFilter(
        label="Of what", choices=list(THINGS.items()), empty_label="Everything"
    )
    key = django_filters.CharFilter(label="Its key, such as 1.3", lookup_expr="iexact")
    act = django_filters.CharFilter(
        label="What was done, such as “assigned”", lookup_expr="icontains"
    )
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
    return [_read_line(change, people) for change in changes]


def _read_line(change: Change, people: dict[str, str]) -> Line:
    thing = THINGS.get(change.thing, change.thing.capitalize())
    has_page = change.thing in THINGS.keys() - WITHOUT_PAGE
    return Line(
        change=change,
        name=f"{thing} {people.get(change.key, change.key) if change.thing == 'person' else change.key}",
        url=reverse(change.thing, args=[change.key]) if has_page else "",
        differences=read_differences(change),
    )


def read_differences(change: Change) -> list[Difference]:
    """What a change made different, field by field, in words; nothing where a passage was
    removed.
    """
    before, after = _as_values(change.before), _as_values(change.after)
    rows = [
        Difference(
            _label_of(name), in_words(name, before.get(name)), in_words(name, after.get(name))
        )
        for name in {**before, **after}
    ]
    return [row for row in rows if row.before != row.after]


def _as_values(text: str) -> dict:
    return json.loads(text) if text else {}


def _label_of(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def in_words(name: str, value) -> str:
    """A stored value as the pages write it."""
    if value is None or value == "" or value == []:
        return EMPTY
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return CHOICES.get(name, {}).get(value) or _day_in_words(str(value))


def _day_in_words(text: str) -> str:
    """A day in ISO form as "3 March 2026"; any other text as it is."""
    if len(text) != DAY_LENGTH:
        return text
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
