"""Attendances by service, audience, kind and month."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from .filters import NO_SERVICE, sessions_url
from .models import AudienceKind, SessionKind
from .querysets import AudienceQuerySet


@dataclass(frozen=True)
class Breakdown:
    """Attendances by one thing: rows for a chart, each opening the list whose total it is."""

    id: str
    title: str
    rows: list[dict]


def read_breakdowns(audiences: AudienceQuerySet, **filters: str) -> list[Breakdown]:
    """Attendances by service, audience, kind and month; `filters` are those under which the
    audiences were read.
    """
    # Each figure's address carries the filters under which it was counted, so that the list that it
    # opens has the same total.
    by_month = audiences.annotate(month=TruncMonth("session__held_on"))
    services = [
        # Elected members and the community belong to no service: a row of their own, so that the
        # rows add up to the total.
        (key or NO_SERVICE, name or "No one service", number)
        for key, name, number in _attendances_by(audiences, "service__key", "service__name")
    ]
    audience_kinds = [
        (kind, AudienceKind(kind).label, number)
        for kind, number in _attendances_by(audiences, "kind")
    ]
    kinds = [
        (kind, SessionKind(kind).label, number)
        for kind, number in _attendances_by(audiences, "session__kind")
    ]
    months = [
        (f"{month:%Y-%m}", f"{month:%B %Y}", number)
        for month, number in _attendances_by(by_month, "month")
    ]
    return [
        _chart("service", "Attendances by service", sorted(services, key=_largest_first), filters),
        _chart(
            "audience",
            "Attendances by audience",
            sorted(audience_kinds, key=_largest_first),
            filters,
        ),
        _chart(
            "kind", "Attendances by kind of session", sorted(kinds, key=_largest_first), filters
        ),
        _chart("month", "Attendances by month", sorted(months), filters),
    ]


def _attendances_by(audiences: AudienceQuerySet, *names: str) -> list[tuple]:
    """What each group is, and its attendances."""
    # Without the order of the rows, by which they would be grouped too.
    return list(audiences.order_by().values_list(*names).annotate(Sum("headcount")))


def _largest_first(group: tuple[str, str, int]) -> tuple[int, str]:
    """Sorts the largest first."""
    _value, label, number = group
    return -number, label


def _chart(
    name: str, title: str, groups: list[tuple[str, str, int]], filters: dict[str, str]
) -> Breakdown:
    """A chart of one part a row; each figure opens the list whose total it is."""
    rows = []
    for value, label, number in groups:
        url = sessions_url(**filters | {name: value})
        part = {"key": "plain", "label": "Attendances", "count": number, "url": url}
        rows.append({"label": label, "parts": [part]})
    return Breakdown(f"by-{name}", title, rows)
