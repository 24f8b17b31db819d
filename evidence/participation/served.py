"""The question of which sub-actions a session counts for: tick boxes, and where there are too many
a line in which they are named by their keys.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.urls import reverse_lazy

from accounts.choosers import MOST_WITHOUT_SEARCH, ChooseMany
from accounts.finders import NameLines, may_mean, parts_of
from actions.finders import key_in, named, near
from actions.models import SubAction
from foundations.models import FrameworkItem
from foundations.names import shortened


def keys_in(values: Iterable[str]) -> list[str]:
    """The keys in what a form sends for sub-actions."""
    return [key_in(part) for value in values for part in parts_of(value)]


class ServedField(forms.MultipleChoiceField):
    """Any number of sub-actions, by their keys."""

    def offer(self, rows: dict[str, SubAction], *, more: bool) -> None:
        """Let one choose from these sub-actions, by key; where there are `more`, others are
        typed.
        """
        self.rows = {key.casefold(): row for key, row in rows.items()}
        self.choices = [(key, named(row)) for key, row in rows.items()]
        if more:
            found, attrs = reverse_lazy("find-sub-actions"), {"aria-labelledby": "serves-question"}
            self.widget = NameLines(found, attrs, self.read, example="1.3")
        elif len(rows) > MOST_WITHOUT_SEARCH:
            self.widget, self.choices = ChooseMany(), _in_groups(rows)

    def read(self, values: Iterable[str]) -> tuple[list[tuple[str, str]], list[str]]:
        """What these stand for, each sub-action once by its key and with its name; and what stands
        for none.
        """
        found, left = {}, []
        for part in (part for value in values for part in parts_of(value)):
            row = self.rows.get(key_in(part).casefold())
            if row is None:
                left.append(part)
            else:
                found[row.key] = named(row)
        return list(found.items()), left

    def clean(self, value: list[str] | None) -> list[str]:
        """Their keys. Raises ValidationError for each that stands for none."""
        chosen, left = self.read(self.to_python(value))
        if left:
            raise forms.ValidationError([self._not_understood(typed) for typed in left])
        return [key for key, _name in chosen]

    def _not_understood(self, typed: str) -> forms.ValidationError:
        meant = may_mean(map(named, near(typed.replace("\0", ""))))
        words = self.error_messages["invalid_choice"] + meant
        return forms.ValidationError(words, code="invalid_choice", params={"value": typed})


def _in_groups(rows: dict[str, SubAction]) -> list[tuple[str, list]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, row in rows.items():
        groups.setdefault(_group_of(row.item.parent), []).append((key, named(row)))
    return list(groups.items())


def _group_of(action: FrameworkItem | None) -> str:
    # Local work may stand under nothing.
    return f"Action {action.key}: {shortened(action.title, 60)}" if action else "Others"
