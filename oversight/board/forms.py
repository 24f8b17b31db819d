"""The form with which the Board switches the first word of its answer."""

from __future__ import annotations

from django import forms

SHOWN, HIDDEN = "yes", "no"


class FirstWordForm(forms.Form):
    """Whether the answer begins with its word."""

    is_shown = forms.ChoiceField(
        label="How should the answer begin?",
        choices=[
            (SHOWN, "With its word: Yes, Mostly, Not yet, No, or We do not know yet"),
            (HIDDEN, "With the numbers alone"),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose how the answer should begin."
        ),
    )

    def clean_is_shown(self) -> bool:
        return self.cleaned_data["is_shown"] == SHOWN
