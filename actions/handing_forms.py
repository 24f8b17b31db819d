"""The form on which what one person owns is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import Service, User

from .assign_forms import RowsForm
from .models import SubAction
from .services.handing import NO_HEIR


class HandOverForm(RowsForm):
    """Which sub-actions go, and for each service that keeps some of them to whom: `heirs` has those
    who can take them over; `rows` are of these services alone.
    """

    def __init__(
        self, *args, rows: Iterable[SubAction], heirs: Mapping[Service, list[User]], **options
    ):
        super().__init__(*args, **options)
        self.listed = {f"{row.key}:{row.version}": row for row in rows}
        self.people = {of: {str(one.pk): one for one in heirs[of]} for of in heirs}
        self.fields["rows"].choices = [(value, str(row)) for value, row in self.listed.items()]
        self.fields["rows"].initial = [*self.listed]
        for service, people in heirs.items():
            self.fields[_name(service)] = _heir(service, people)

    def heir_of(self, service: Service) -> BoundField:
        """The field for who takes over the work of a service."""
        return self[_name(service)]

    def clean(self) -> dict:
        """Ask for somebody for each service of which something is ticked."""
        found = super().clean()
        keys = {value.rpartition(":")[0] for value in self.cleaned_data.get("rows", ())}
        services = {row.service for row in self.listed.values() if row.key in keys}
        for service in services:
            name = _name(service)
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, NO_HEIR.format(service))
        return found

    def heirs(self) -> dict[int, User]:
        """Who takes over the work of a service, by the service's id."""
        chosen = {of: self.cleaned_data.get(_name(of)) for of in self.people}
        return {of.pk: self.people[of][one] for of, one in chosen.items() if one}

    def chosen(self) -> list[tuple[Service, User, list[SubAction]]]:
        """What goes of the work of each service, and to whom."""
        keys, heirs = self.versions(), self.heirs()
        rows = [row for row in self.listed.values() if row.key in keys]
        groups = groupby(rows, key=lambda row: row.service)
        return [(service, heirs[service.pk], list(own)) for service, own in groups]

    def number(self) -> int:
        """How many go."""
        return len(self.cleaned_data["rows"])

    def carried(self) -> list[tuple[str, str]]:
        """What the page that asks once more sends on, as names and values."""
        names = ["rows", *map(_name, self.people)]
        return [(name, value) for name in names for value in self.data.getlist(name)]


def _name(service: Service) -> str:
    return f"heir-{service.key}"


def _heir(service: Service, people: list[User]) -> forms.ChoiceField:
    choose = f"Choose a Promise Keeper of {service}."
    return forms.ChoiceField(
        label=f"Who takes over the work of {service}?",
        choices=[("", "Choose a Promise Keeper"), *((str(one.pk), one.name) for one in people)],
        required=False,
        error_messages={"invalid_choice": choose},
    )
