"""Forms of reporting rounds."""

from __future__ import annotations

from django import forms

from accounts.asking.forms import AskingForm
from accounts.fields import DayField, NameField, VersionedForm

from .writing import WritingField


class RoundForm(AskingForm):
    """A reporting round."""

    name = NameField(
        label="Name",
        max_length=60,
        help_text="For example: Spring 2027.",
        error_messages={"required": "Enter a name, such as Spring 2027."},
    )
    first_day = DayField(
        label="First day",
        help_text="For example 31/12/2026.",
        error_messages={"required": "Give the first day, as 31/12/2026."},
    )
    last_day = DayField(
        label="Last day",
        help_text="The last day on which services are asked to answer.",
        error_messages={"required": "Give the last day, as 31/12/2026."},
    )
    asks_progress = forms.BooleanField(
        label="It asks for updates on the work", required=False, initial=True
    )
    asks_assessment = forms.BooleanField(label="It asks for self-assessments", required=False)


class EditRoundForm(VersionedForm, RoundForm):
    """What can be changed of a round while it is open."""


class CloseRoundForm(VersionedForm):
    """The version of the round that is closed."""


class UndoClosingForm(VersionedForm):
    """Why a round is opened again."""

    why = WritingField(
        label="Why is it opened again?",
        max_length=300,
        rows=3,
        help_text="Everyone who signs in can read this, with your name.",
        error_messages={"required": "Say why the round is opened again."},
    )
