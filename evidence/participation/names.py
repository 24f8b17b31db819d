"""The question of which service people came from: a list, and where that is long a box that finds
a service by what is typed.
"""

from __future__ import annotations

from django import forms

from accounts.choosers import MOST_WITHOUT_SEARCH
from accounts.models import Service

NO_SERVICE = "No one service"
CLOSED = " (closed)"


def named(service: Service) -> str:
    """What the list calls a service."""
    return f"{service}{CLOSED}" if service.closed_on else str(service)


class FindByName(forms.TextInput):
    """A line that the browser completes from a list of names."""

    template_name = "evidence/participation/_find_by_name.html"

    def __init__(self, names: list[str]):
        super().__init__(attrs={"autocomplete": "off"})
        self.names = names

    def get_context(self, *args) -> dict:
        context = super().get_context(*args)
        attrs = context["widget"]["attrs"]
        attrs["list"] = f"{attrs['id']}_names"
        return context | {"names": self.names}


class ServiceField(forms.ChoiceField):
    """A service by its key; or, where there are too many to read through, by its name as well."""

    def offer(self, services: dict[str, Service]) -> None:
        self.names = {key: named(one) for key, one in services.items()}
        self.choices = [("", NO_SERVICE), *self.names.items()]
        if len(self.names) > MOST_WITHOUT_SEARCH:
            self.widget = FindByName(list(self.names.values()))

    def prepare_value(self, value: str | None) -> str | None:
        """The name, where it is typed."""
        return self.names.get(value, value) if isinstance(self.widget, FindByName) else value

    def to_python(self, value: str | None) -> str:
        """The key; of a name that is none it stays what was typed, which is refused."""
        typed = super().to_python(value).strip()
        keys = {name.casefold(): key for key, name in self.names.items()}
        return "" if typed == NO_SERVICE else keys.get(typed.casefold(), typed)
