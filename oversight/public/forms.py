"""The form with which an administrator switches the public page."""

from __future__ import annotations

from django import forms

ON, OFF = "yes", "no"


class PublicPageForm(forms.Form):
    """Whether anyone may read it."""

    is_on = forms.ChoiceField(
        label="May anyone read the public page?",
        choices=[
            (ON, "On: anyone may read it, without signing in"),
            (OFF, "Off: whoever opens it reads that it is not public at the moment"),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether anyone may read it."
        ),
    )

    def clean_is_on(self) -> bool:
        return self.cleaned_data["is_on"] == ON
