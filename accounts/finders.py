"""Fields that choose among rows of which there may be more than can be read through. Up to sixty
are listed; of more, one types a name or a key, and the browser completes it from what the server
finds (static/js/names.js). Without a script it is typed in full, and what is not understood is said
with what may have been meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import attrgetter

from django import forms
from django.db.models import Model, Q, QuerySet
from django.forms.boundfield import BoundField
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse_lazy

from .choosers import MOST_WITHOUT_SEARCH
from .fields import ManyField
from .models import Service
from .words import as_keyed

# Offered while one types, and named where something was not understood.
OFFERED, MEANT = 12, 4
LONGEST = 200


def parts_of(typed: str) -> list[str]:
    """What was typed into a line for several, in parts."""
    return [as_keyed(part)[:LONGEST] for part in typed.split(";") if part.strip()]


def may_mean(names: Iterable[str]) -> str:
    """The sentence of which names may have been meant; empty where none is like it."""
    near = [f"“{name}”" for name in islice(names, MEANT)]
    if not near:
        return ""
    said = " or ".join(filter(None, [", ".join(near[:-1]), near[-1]]))
    # What follows is filled in once more.
    return f" Did you mean {said}?".replace("%", "%%")


class NameLine(forms.TextInput):
    """A line in which one of many rows is named."""

    template_name = "components/_name_line.html"

    def __init__(self, address: str, attrs: dict) -> None:
        super().__init__(attrs | {"autocomplete": "off", "data-names": address})

    def get_context(self, *args) -> dict:
        context = super().get_context(*args)
        attrs = context["widget"]["attrs"]
        attrs["list"] = f"{attrs.get('id') or context['widget']['name']}_names"
        return context


class NameLines(NameLine):
    """Those that are chosen as tick boxes, and a line in which more are named."""

    template_name = "components/_name_lines.html"

    def __init__(self, address: str, attrs: dict, read: Callable, example: str = "C18") -> None:
        super().__init__(address, attrs | {"data-many": True})
        self.read, self.example = read, example

    def format_value(self, value: list | None) -> str:
        """What is typed and stands for no row, as it was typed."""
        return "; ".join(self.read(value or [])[1])

    def get_context(self, name: str, value: list | None, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id") or name
        context["example"] = self.example
        context["chosen"] = [
            {"value": of, "label": label, "type": "checkbox", "name": name}
            | {"attrs": {"id": f"{base}_{of}", "checked": True}}
            for of, label in self.read(value or [])[0]
        ]
        return context

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> list[str]:
        return data.getlist(name)

    def value_omitted_from_data(self, data: QueryDict, files: object, name: str) -> bool:
        # No tick says nothing of whether it was asked.
        return False


class Finder:
    """What fields that find have in common: `find` names the address that completes a name, `by`
    is what stands for a row in the form, a path to a field.
    """

    find, by = "", "pk"
    queryset: QuerySet
    # The rows to choose from, where others may be sent as well.
    offered: QuerySet | None = None

    def named(self, typed: str) -> Model | None:
        """The row of this name."""
        raise NotImplementedError

    def near(self, typed: str) -> Sequence[Model]:
        """Rows whose names hold these words."""
        raise NotImplementedError

    @property
    def is_line(self) -> bool:
        return isinstance(self.widget, NameLine)

    def _listed(self) -> list[Model] | None:
        """All rows; None where they are too many to be read through."""
        offered = self.queryset if self.offered is None else self.offered
        rows = list(offered[: MOST_WITHOUT_SEARCH + 1])
        return rows if len(rows) <= MOST_WITHOUT_SEARCH else None

    def _choices_of(self, rows: list[Model]) -> list:
        return [*map(self._pair, rows)]

    def _pair(self, row: Model) -> tuple[object, str]:
        return self._value_of(row), self.label_from_instance(row)

    def _value_of(self, row: Model) -> object:
        return attrgetter(self.by.replace("__", "."))(row)

    def _at(self, value: str) -> Model | None:
        try:
            # PostgreSQL keeps no such sign in a text, and would fail to look for one.
            is_sought = value and "\0" not in value
            return self.queryset.filter(**{self.by: value}).first() if is_sought else None
        except (ValueError, TypeError):
            return None

    def _not_understood(self, typed: str) -> forms.ValidationError:
        """The error for what stands for no row, with what may have been meant."""
        words = self.error_messages["invalid_choice"]
        if self.is_line:
            words += may_mean(map(self.label_from_instance, self.near(typed)[:MEANT]))
        return forms.ValidationError(words, code="invalid_choice", params={"value": typed})


class FindOne(Finder, forms.ModelChoiceField):
    """One row. `also` are choices besides the rows, as the words that a form sends for them and
    those of the page.
    """

    def __init__(self, queryset: QuerySet | None = None, *, also: Iterable = (), **options) -> None:
        self.also = list(also)
        super().__init__(queryset, **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """The field, with a list or a line as its rows are now."""
        rows = self._listed()
        if rows is None:
            self.widget = NameLine(reverse_lazy(self.find), self.widget.attrs)
        else:
            first = [] if self.empty_label is None else [("", self.empty_label)]
            self.choices = [*first, *self._choices_of(rows), *self.also]
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: object) -> object:
        """What stands for the row: its name in a line."""
        row = value if isinstance(value, Model) else None
        if not self.is_line:
            return self._value_of(row) if row else value
        typed = as_keyed(str(value or ""))
        row = row or (typed and (self._at(typed) or self.named(typed)))
        named = self.label_from_instance(row) if row else value
        return dict(self.also).get(named, named)

    def to_python(self, value: object) -> Model | str | None:
        typed = as_keyed(str(value or ""))[:LONGEST]
        if not typed or typed == self.empty_label:
            return None
        for word, words in self.also:
            if typed in (word, words):
                return word
        typed = typed.replace("\0", "")
        row = self._at(typed) or (self.named(typed) if self.is_line else None)
        if row is None:
            raise self._not_understood(typed)
        return row


class FindMany(Finder, ManyField):
    """Any number of rows: of more than can be read through, those that are chosen, and a line in
    which more are named, with a semicolon between them.
    """

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """The field, with tick boxes or a line as its rows are now."""
        rows = self._listed()
        if rows is None:
            self.widget = NameLines(reverse_lazy(self.find), self.widget.attrs, self._read)
        else:
            self.choices = self._choices_of(rows)
        return super().get_bound_field(form, field_name)

    def clean(self, value: list[str] | None) -> QuerySet:
        """The rows that are chosen or named. Raises ValidationError for each that is neither."""
        if not self.is_line:
            return super().clean(value)
        chosen, left = self._read(value or [])
        if left:
            raise forms.ValidationError([self._not_understood(typed) for typed in left])
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return self.queryset.filter(**{f"{self.by}__in": [of for of, _label in chosen]})

    def _read(self, values: Iterable[object]) -> tuple[list[tuple[object, str]], list[str]]:
        """What these stand for, each row once with its label; and what stands for none."""
        found, left = {}, []
        for value in values:
            if isinstance(value, Model):
                found[value.pk] = value
                continue
            for typed in parts_of(str(value)):
                row = self._at(typed) or self.named(typed)
                if row is None:
                    left.append(typed)
                else:
                    found[row.pk] = row
        return [self._pair(row) for row in found.values()], left


class ByName:
    """Services, by their names."""

    find = "find-services"

    def named(self, typed: str) -> Service | None:
        return self.queryset.filter(Q(key=typed) | Q(name__iexact=typed)).first()

    def near(self, typed: str) -> QuerySet:
        return self.queryset.called(typed)


class FindService(ByName, FindOne):
    """One service."""


class FindServiceByKey(FindService):
    """One service, which stands in the address by its key."""

    by = "key"


class FindServices(ByName, FindMany):
    """Any number of services."""


def answer_names(
    request: HttpRequest,
    near: Callable[[str], Sequence[Model]],
    label: Callable[[Model], str] = str,
) -> JsonResponse:
    """The first few names that complete what somebody has typed (`words`)."""
    words = request.GET.get("words", "").replace("\0", "").strip()[:LONGEST]
    return JsonResponse({"names": [label(row) for row in near(words)[:OFFERED]] if words else []})
