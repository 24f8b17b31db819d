"""Attendances by audience, service, kind and month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import DateField, QuerySet, Sum, TextChoices
from django.db.models.functions import Cast, TruncMonth

from accounts.kept import Kept
from accounts.together import Reading

from .filters import NO_SERVICE, sessions_url
from .models import AudienceKind, SessionKind
from .querysets import AudienceQuerySet

# Of services there may be hundreds.
PER_PAGE = 50
# PostgreSQL makes a moment of the first day of a month.
MONTH = Cast(TruncMonth("session__held_on"), DateField())
# What a filter calls a group, what it is called on the page, and its attendances.
Group = tuple[str, str, int]


@dataclass(frozen=True)
class Row:
    """The attendances of one group, and the list whose total they are."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class Breakdown:
    """Attendances by one thing; of what may be many, the `page` that is shown."""

    title: str
    rows: list[Row]
    page: Page | None = None

    def on_page(self, number: str | None) -> Breakdown:
        """The same with the page of this number."""
        return replace(self, page=Paginator(self.rows, PER_PAGE).get_page(number))


NEWEST: Kept[list[Breakdown]] = Kept()


def reading_breakdowns(seal: str, audiences: AudienceQuerySet, **filters: str) -> Reading:
    """Attendances by audience, service, kind and month; `filters` are those under which the
    audiences were read. Kept for the seal: each session that was ever logged is in it.
    """
    made_for = tuple(sorted(filters.items()))
    return NEWEST.get(seal, made_for) or NEWEST.put(
        (yield from _reading_breakdowns(audiences, filters)), seal, made_for
    )


def _reading_breakdowns(audiences: AudienceQuerySet, filters: dict[str, str]) -> Reading:
    of_audience, of_service, of_session, of_month = yield (
        _attendances_by(audiences, "kind"),
        _attendances_by(audiences, "service__key", "service__name"),
        _attendances_by(audiences, "session__kind"),
        _attendances_by(audiences.annotate(month=MONTH), "month"),
    )
    return [
        _breakdown("audience", "By audience", _by_choice(of_audience, AudienceKind), filters),
        _breakdown("service", "By service", _by_service(of_service), filters),
        _breakdown("kind", "By kind of session", _by_choice(of_session, SessionKind), filters),
        _breakdown("month", "By month", _by_month(of_month), filters),
    ]


def _attendances_by(audiences: AudienceQuerySet, *names: str) -> QuerySet:
    # Without the order of the rows, by which they would be grouped too.
    return audiences.order_by().values_list(*names).annotate(Sum("headcount"))


def _by_service(rows: Iterable[tuple]) -> list[Group]:
    # Elected members and the community belong to no service: a row of their own, so that the rows
    # add up to the total.
    groups = [(key or NO_SERVICE, name or "No one service", number) for key, name, number in rows]
    return sorted(groups, key=_largest_first)


def _by_choice(rows: Iterable[tuple], choices: type[TextChoices]) -> list[Group]:
    groups = [(value, choices(value).label, number) for value, number in rows]
    return sorted(groups, key=_largest_first)


def _by_month(rows: Iterable[tuple]) -> list[Group]:
    return sorted((f"{month:%Y-%m}", f"{month:%B %Y}", number) for month, number in rows)


def _largest_first(group: Group) -> tuple[int, str]:
    _value, label, number = group
    return -number, label


def _breakdown(name: str, title: str, groups: list[Group], filters: dict[str, str]) -> Breakdown:
    # Each figure's address carries the filters under which it was counted, so that the list that it
    # opens has the same total.
    rows = [
        Row(label, number, sessions_url(**filters | {name: value}))
        for value, label, number in groups
    ]
    return Breakdown(title, rows)
