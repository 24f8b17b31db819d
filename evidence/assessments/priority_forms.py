"""The form that turns a priority for change into a sub-action."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.text import Truncator

from accounts.fields import choose
from actions.models import Action
from actions.status import Kind
from actions.work_forms import interval_field

TITLE_LENGTH = 90


class PriorityForm(forms.Form):
    """Which action a priority for change becomes a sub-action of, and what kind of work it is."""

    action = forms.ChoiceField(
        label="Which action does it belong to?",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose an action from the list."
        ),
    )
    kind = forms.ChoiceField(
        label="What kind of work is it?",
        choices=Kind,
        initial=Kind.DATED,
        widget=forms.RadioSelect,
        error_messages=choose("Choose what kind of work it is."),
    )

    interval_months = interval_field()

    def __init__(self, *args, actions: Iterable[Action], **options):
        super().__init__(*args, **options)
        self.actions = {action.key: action for action in actions}
        groups = {"Improvement actions": [], "Local actions": []}
        for action in self.actions.values():
            groups["Local actions" if action.item.local else "Improvement actions"].append(
                _choice(action)
            )
        self.fields["action"].choices = [
            ("", "Choose an action"),
            *(group for group in groups.items() if group[1]),
        ]

    def clean_action(self) -> Action:
        return self.actions[self.cleaned_data["action"]]


def _choice(action: Action) -> tuple[str, str]:
    return action.key, f"{action.key} {Truncator(action.item.title).chars(TITLE_LENGTH)}"
