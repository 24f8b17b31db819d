"""Filters of the list of sessions. The figures of participation count with the same ones."""

from __future__ import annotations

from datetime import date

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.filters import DayFilter, ListFilter, ServiceChoice
from actions.finders import FindSubAction
from actions.models import SubAction

from .models import Audience, AudienceKind, LivedExperience, Session, SessionKind
from .querysets import AudienceQuerySet, SessionQuerySet

COUNTING, NOT_COUNTING, NO_SERVICE = "counting", "not-counting", "none"
ANY_PART = "any"
PARTS = [(ANY_PART, "Designed or delivered it"), *LivedExperience.choices]
AUDIENCES = [
    *AudienceKind.choices,
    (COUNTING, "Workforce or commissioned service"),
    (NOT_COUNTING, "Elected members or community"),
]


def _month_choices() -> list[tuple[str, str]]:
    months = Session.objects.current().dates("held_on", "month", order="DESC")
    return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]


class FindServed(FindSubAction):
    """A sub-action, by its key in the address."""

    by = "item__key"


class Served(django_filters.Filter):
    """A filter by a sub-action that sessions serve."""

    field_class = FindServed

    def __init__(self, *args, **options):
        served = Session.objects.current().order_by().values("sub_actions")
        rows = SubAction.objects.filter(pk__in=served).select_related("item")
        super().__init__(*args, queryset=rows, **options)


class SessionFilter(ListFilter):
    """Standing sessions by day, month, kind, audience, service, lived experience and the sub-action
    they serve.
    """

    since = DayFilter(label="From", field_name="held_on", lookup_expr="gte")
    until = DayFilter(label="To", field_name="held_on", lookup_expr="lte")
    month = django_filters.ChoiceFilter(
        label="Month", method="by_month", choices=_month_choices, empty_label="Every month"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=SessionKind, empty_label="Every kind")
    audience = django_filters.ChoiceFilter(
        label="Audience", method="by_audience", choices=AUDIENCES, empty_label="Every audience"
    )
    service = ServiceChoice(method="by_audience", also=[(NO_SERVICE, "No one service")])
    lived = django_filters.ChoiceFilter(
        label="People with lived experience",
        method="by_part",
        choices=PARTS,
        empty_label="Any part or none",
    )
    sub_action = Served(
        label="Counts for", field_name="sub_actions", empty_label="Every sub-action"
    )

    AROUND = {"lived": "People with lived experience: {}", "sub_action": "Counts for {}"}

    class Meta:
        model = Session
        fields: list[str] = []

    def by_month(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        first_day = date.fromisoformat(f"{value}-01")
        return rows.filter(held_on__year=first_day.year, held_on__month=first_day.month)

    def by_part(self, rows: SessionQuerySet, name: str, value: str) -> QuerySet:
        if value == ANY_PART:
            return rows.with_lived_experience()
        return rows.filter(lived_experience=value)

    def by_audience(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        # Kind and service must be those of one and the same audience, so `filter_queryset` asks for
        # both at once.
        return rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        # A session is listed when one of its audiences is meant; asked by EXISTS, so that one with
        # two such audiences is listed once.
        rows = super().filter_queryset(queryset)
        return rows.filter(Exists(self._meant(Audience.objects.filter(session=OuterRef("pk")))))

    def _meant(self, audiences: AudienceQuerySet) -> AudienceQuerySet:
        """Those of the audiences that the filters by audience and service mean."""
        if kind := self.given.get("audience"):
            audiences = audiences.of_kind(kind)
        if service := self.given.get("service"):
            audiences = audiences.of_service(None if service == NO_SERVICE else service.key)
        return audiences

    @property
    def rows(self) -> SessionQuerySet:
        """The sessions that are listed, each with only those of its audiences that are meant: so
        rows, files and total add up.
        """
        return self.qs.for_list(self._meant(Audience.objects.all()))

    @property
    def audiences(self) -> AudienceQuerySet:
        """The audiences that are listed, for the total of the list."""
        # Of the sessions that are listed, only the audiences that were asked for: the total of
        # “elected members” leaves out who else came.
        return self._meant(Audience.objects.filter(session__in=self.qs.values("pk")))


def sessions_url(**filters: str) -> str:
    """The address of the list of sessions under these filters."""
    return f"{reverse('sessions')}?{urlencode(filters)}" if filters else reverse("sessions")
