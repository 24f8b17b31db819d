"""Forms of what evidence supports."""

from __future__ import annotations

from django import forms

from accounts.fields import PlainForm, choose
from foundations.models import FrameworkItem
from foundations.names import shortened
from foundations.writing import WritingLine

from .offers import TITLE_LENGTH


class SupportChoice(forms.RadioSelect):
    """What was found, each with its own words, since headings repeat."""

    found: dict[str, FrameworkItem]

    def create_option(self, name: str, value: str, *args, **options) -> dict:
        hint = {"hint": self.found[value].text if self.found[value].heading else ""}
        return super().create_option(name, value, *args, **options) | hint


class SupportForm(PlainForm):
    """One more thing that evidence supports, and why. Of what is on offer it shows what was
    searched for.
    """

    item = forms.ChoiceField(
        label="What does it support?",
        widget=SupportChoice,
        error_messages=choose("Search for what it supports, and choose it."),
    )
    reason = WritingLine(
        label="Why?",
        max_length=300,
        error_messages={"required": "Say in a few words why it supports this."},
    )

    def __init__(self, *args, offered: list[FrameworkItem], shown: list[FrameworkItem], **options):
        super().__init__(*args, **options)
        self.offered = {item.key: item for item in offered}
        # What was chosen stays in view, whatever is searched for next.
        chosen = self.offered.get(self["item"].value() or "")
        shown = [*([chosen] if chosen else []), *(item for item in shown if item != chosen)]
        self.fields["item"].choices = [(key, key) for key in self.offered]
        widget = self.fields["item"].widget
        widget.found = {item.key: item for item in shown}
        widget.choices = [(item.key, _named(item)) for item in shown]


def _named(item: FrameworkItem) -> str:
    return f"{item.label}: {shortened(item.title, TITLE_LENGTH)}"


class TakeBackForm(PlainForm):
    """Why evidence does not support a thing after all."""

    reason = WritingLine(
        label="Why does it not support this?",
        max_length=300,
        error_messages={"required": "Say why it does not support this."},
    )
