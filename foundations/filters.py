"""Filters of the list of calls to action."""

from __future__ import annotations

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.fields import LineField
from accounts.filters import ListFilter, WordsFilter
from accounts.words import as_keyed

from .coverage import Sureness
from .models import FrameworkItem, Kind

YES, NO = "yes", "no"


def foundation_choices() -> list[tuple[str, str]]:
    """The five foundations by key and name."""
    return list(FrameworkItem.objects.of_kind(Kind.FOUNDATION).values_list("key", "heading"))


class KeyField(LineField):
    """The key of a published text or of local work; a bookmark may name one that is no more."""

    def to_python(self, value: object) -> str:
        """The key, however its digits and what stands beside it were pasted."""
        return as_keyed(super().to_python(value)).strip(" .,;:")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not FrameworkItem.objects.filter(key__iexact=value).exists():
            raise ValidationError(f"There is no call or sub-action “{value}”.")


class KeyFilter(django_filters.Filter):
    """A filter by what has this key."""

    field_class = KeyField


class CallFilter(ListFilter):
    """Calls by whether an action answers them, by foundation and by words."""

    answered = django_filters.ChoiceFilter(
        label="Answered by an action",
        method="by_answered",
        choices=[*Sureness.choices, (YES, "Confirmed, added or suggested")],
        empty_label="Every call",
    )
    foundation = django_filters.ChoiceFilter(
        label="Foundation",
        field_name="parent__key",
        # Asked when the page is drawn: at import there may be no table yet.
        choices=foundation_choices,
        empty_label="Every foundation",
    )
    words = WordsFilter(label="Words", method="by_words", max_length=200)

    class Meta:
        model = FrameworkItem
        fields: list[str] = []

    @property
    def title(self) -> str:
        """What the list holds, for its heading."""
        words = ", ".join(said for said, _address in self.shown)
        return f"Calls to action: {words}" if words else "Calls to action"

    def by_answered(self, calls: QuerySet, name: str, value: str) -> QuerySet:
        return calls.answered() if value == YES else calls.with_sureness().filter(sureness=value)

    def by_words(self, calls: QuerySet, name: str, value: str) -> QuerySet:
        return calls.with_words(value)
