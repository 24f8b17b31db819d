"""The form of a decision about one count of people."""

from __future__ import annotations

from django import forms

from accounts.fields import FormKeyField, PlainForm, choose
from foundations.writing import WritingLine

from .models import Way


class OverrideForm(PlainForm):
    """Which count is shown or hidden otherwise than by the rule, and why."""

    figure = forms.ChoiceField(label="Which count?", error_messages=choose("Choose a count."))
    way = forms.ChoiceField(
        label="What is to happen with it?",
        choices=Way,
        widget=forms.RadioSelect,
        error_messages=choose("Say whether it is shown or hidden."),
    )
    reason = WritingLine(
        label="Why?",
        max_length=300,
        with_notice=False,
        help_text="For example: asked for under freedom of information, and nobody can be "
        "recognised by it.",
        error_messages={"required": "Give the reason. It is kept with your name and the day."},
    )
    form_key = FormKeyField()

    def __init__(self, *args, figures: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        self.fields["figure"].choices = [("", "Choose one"), *figures]
