"""The form that opens or closes what everybody can read."""

from __future__ import annotations

from django import forms

from accounts.fields import PlainForm, choose
from foundations.writing import WritingLine

ON, OFF = "on", "off"


class SwitchForm(PlainForm):
    """Whether everybody can read what is marked public, and why."""

    is_on = forms.TypedChoiceField(
        label="Can everybody read what is marked public?",
        choices=[(ON, "Yes, without signing in"), (OFF, "No")],
        coerce=lambda chosen: chosen == ON,
        widget=forms.RadioSelect,
        error_messages=choose("Say whether everybody can read it."),
    )
    reason = WritingLine(
        label="Why?",
        max_length=300,
        with_notice=False,
        help_text="For example: the Board agreed to it on 3 March 2026.",
        error_messages={"required": "Give the reason. It is kept with your name and the day."},
    )
