"""Filters of the list of people, and a filter by a day for every list."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from .fields import DayField
from .models import Role, Service, User

# A word for the address, words for the page, and the people meant.
STATES = {
    "active": ("Can sign in", lambda people: people.able_to_sign_in()),
    "invited": ("Invited, no password yet", lambda people: people.invited()),
    "deactivated": ("Deactivated", lambda people: people.filter(is_active=False)),
}


class DayFilter(django_filters.Filter):
    """A filter by a day, written as people write it."""

    field_class = DayField


class PeopleFilter(django_filters.FilterSet):
    """People by words, by role and service held today, and by whether they can sign in."""

    words = django_filters.CharFilter(
        label="Name or e-mail address", method="by_words", max_length=200
    )
    role = django_filters.ChoiceFilter(
        label="Role", method="by_role", choices=Role, empty_label="Every role"
    )
    service = django_filters.ModelChoiceFilter(
        label="Service",
        method="by_service",
        queryset=Service.objects.all(),
        to_field_name="key",
        empty_label="Every service",
    )
    state = django_filters.ChoiceFilter(
        label="Account",
        method="by_state",
        choices=[(key, words) for key, (words, _people) in STATES.items()],
        empty_label="Every account",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_words(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return people.named(value)

    def by_role(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return people.holding(timezone.localdate(), role=value)

    def by_service(self, people: QuerySet, name: str, value: Service) -> QuerySet:
        return people.holding(timezone.localdate(), service=value)

    def by_state(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return STATES[value][1](people)
