"""Filters of the list of people, and what the filters of every list have in common."""

from __future__ import annotations

from datetime import date
from functools import cache

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from .fields import DayField, LineField
from .finders import FindServiceByKey
from .models import Role, Service, ServiceKind, User
from .words import day

# A word for the address, words for the page, and the people meant.
STATES = {
    "active": ("Can sign in", lambda people: people.able_to_sign_in()),
    "invited": ("Invited, not signed in yet", lambda people: people.invited()),
    "deactivated": ("Deactivated", lambda people: people.filter(is_active=False)),
}
# Those who hold a role, as the list of them is called.
SEVERAL = {
    Role.KEEPER: "Promise Keepers",
    Role.BOARD: "Oversight Board members",
    Role.CHAMPIONS: "Champions Board staff",
    Role.ADMINISTRATOR: "Administrators",
    Role.MEMBER: "Elected members",
}
CANNOT_READ = {
    "max_length": "Shorten what you look for.",
    "null_characters_not_allowed": "Take away the sign that cannot be read.",
}


class DayFilter(django_filters.Filter):
    """A filter by a day, written as people write it."""

    field_class = DayField


class ServiceChoice(django_filters.Filter):
    """A filter by one of all services: from a list, or by its name."""

    field_class = FindServiceByKey

    def __init__(self, *args, **options):
        all_services = {"queryset": Service.objects.all(), "empty_label": "Every service"}
        super().__init__(*args, **{"label": "Service"} | all_services | options)


class WordsFilter(django_filters.CharFilter):
    """A filter by what somebody types in one line."""

    field_class = LineField


class ListForm(forms.Form):
    """The form of a list's filters, which says in its own words what it cannot read. What it
    cannot read narrows nothing: the list is shown without it.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            # A bookmark may name what is no more.
            gone = f"There is no “%(value).60s” under “{field.label}” any more."
            field.error_messages |= CANNOT_READ | {"invalid_choice": gone}

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", f"{day(until)} is before {day(since)}, where the list begins.")


class ListFilter(django_filters.FilterSet):
    """The filters of a list, which say in words what they are set to."""

    # What stands around a choice that says nothing by itself.
    AROUND: dict[str, str] = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for one in self.filters.values():
            choices = one.extra.get("choices")
            if callable(choices) and not isinstance(choices, type):
                # A form walks its choices several times, and each walk would ask the database.
                one.extra["choices"] = cache(choices)

    def get_form_class(self) -> type[forms.Form]:
        """The form of these filters, on which the library asks for it."""
        return type("ListForm", (ListForm, super().get_form_class()), {})

    @cached_property
    def given(self) -> dict[str, object]:
        """What each filter that can be read is set to, by its name; nothing falsy is a setting."""
        return self.form.cleaned_data if self.form.is_valid() or self.is_bound else {}

    @cached_property
    def shown(self) -> list[tuple[str, str]]:
        """What the list is narrowed to: the words of each filter that is set and can be read, and
        the address of the list without it.
        """
        return [
            (self._words_of(name, value), _without(self.data, name))
            for name, value in self.given.items()
            if value
        ]

    def _words_of(self, name: str, value: object) -> str:
        field = self.form.fields[name]
        if isinstance(value, Model):
            value = field.label_from_instance(value)
        elif isinstance(value, date):
            return f"{field.label} {day(value)}"
        elif isinstance(value, str):
            # A choice has its words; what was typed stands in its marks.
            value = dict(getattr(field, "choices", ())).get(value) or f"“{value}”"
        return self.AROUND.get(name, "{}").format(value)


def _without(data: QueryDict, name: str) -> str:
    left = data.copy()
    for gone in (name, "page"):
        left.pop(gone, None)
    return f"?{left.urlencode()}"


class PeopleFilter(ListFilter):
    """People by words, by role and service held today, and by whether they can sign in."""

    words = WordsFilter(label="Name or e-mail address", method="by_words", max_length=200)
    role = django_filters.ChoiceFilter(
        label="Role", method="by_role", choices=Role, empty_label="Every role"
    )
    service = ServiceChoice(method="by_service")
    state = django_filters.ChoiceFilter(
        label="Account",
        method="by_state",
        choices=[(key, words) for key, (words, _people) in STATES.items()],
        empty_label="Every account",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def _words_of(self, name: str, value: object) -> str:
        return SEVERAL[value] if name == "role" else super()._words_of(name, value)

    def by_words(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return people.named(value)

    def by_role(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return people.holding(timezone.localdate(), role=value)

    def by_service(self, people: QuerySet, name: str, value: Service) -> QuerySet:
        return people.holding(timezone.localdate(), service=value)

    def by_state(self, people: QuerySet, name: str, value: str) -> QuerySet:
        return STATES[value][1](people)


class ServiceFilter(ListFilter):
    """Services by words and kind."""

    words = WordsFilter(label="Name of the service", method="by_words", max_length=200)
    kind = django_filters.ChoiceFilter(label="Kind", choices=ServiceKind, empty_label="Every kind")

    class Meta:
        model = Service
        fields: list[str] = []

    def by_words(self, services: QuerySet, name: str, value: str) -> QuerySet:
        return services.called(value)
