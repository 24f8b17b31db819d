"""The question of which service people came from: a list, and where that is long a line that finds
a service by what is typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.urls import reverse_lazy

from accounts.finders import NameLine, may_mean
from accounts.models import Service

NO_SERVICE = "No one service"
CLOSED = " (closed)"


def named(service: Service) -> str:
    """What the list calls a service."""
    return f"{service}{CLOSED}" if service.closed_on else str(service)


def keys_by_name(services: Iterable[Service]) -> dict[str, str]:
    """Their keys by all that stands for them, in small letters."""
    return {
        word.casefold(): one.key for one in services for word in (one.key, str(one), named(one))
    }


class ServiceField(forms.ChoiceField):
    """A service by its key or its name: of a list, or typed where there are more of them."""

    def offer(self, services: dict[str, Service], *, more: bool) -> None:
        """Let one choose from these services, by key."""
        self.keys = keys_by_name(services.values())
        self.names = {key: named(one) for key, one in services.items()}
        self.choices = [("", NO_SERVICE), *self.names.items()]
        if more:
            self.widget = NameLine(reverse_lazy("find-services"), self.widget.attrs)

    def prepare_value(self, value: str | None) -> str | None:
        """The name, where it is typed."""
        return self.names.get(value, value) if isinstance(self.widget, NameLine) else value

    def to_python(self, value: str | None) -> str:
        """The key; of a name that is none it stays what was typed, which is refused."""
        typed = super().to_python(value).strip()
        return "" if typed == NO_SERVICE else self.keys.get(typed.casefold(), typed)

    def validate(self, value: str) -> None:
        """Refuse what stands for no service, with what may have been meant."""
        forms.Field.validate(self, value)
        if not self.valid_value(value):
            near = map(named, Service.objects.called(value.replace("\0", "")))
            words = self.error_messages["invalid_choice"] + may_mean(near)
            raise forms.ValidationError(words, code="invalid_choice")
