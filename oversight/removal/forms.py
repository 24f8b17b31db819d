"""What is to go, and why."""

from __future__ import annotations

from django import forms

from accounts.fields import NOT_WHOLE, PlainForm, TextField
from accounts.removal.passages import SHORTEST, letters_of
from foundations.writing import WritingLine

TOO_SHORT = f"Give {SHORTEST} letters or digits at least. For a shorter text, open its own page."


class WordsForm(PlainForm):
    """The words that are to go. They are what nobody should have written, so no check stops them,
    and no device keeps them.
    """

    words = TextField(
        label="Which words?",
        help_text=(
            "As few as will do, such as a name or a number. Capitals, accents, spaces, dashes and "
            "full stops make no difference."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type or paste the words."},
    )
    inside = forms.BooleanField(
        label="Also where they are part of a longer word or number", required=False
    )

    def clean_words(self) -> str:
        """The words; raises ValidationError where they would stand everywhere."""
        if len(letters_of(self.cleaned_data["words"])) < SHORTEST:
            raise forms.ValidationError(TOO_SHORT)
        return self.cleaned_data["words"]


class ReasonForm(PlainForm):
    """Why it goes, with what was found, which nobody but the server can read."""

    reason = WritingLine(
        label="Why do you take it out?",
        help_text="Every administrator can read the reason. Do not repeat the words.",
        max_length=300,
        with_notice=False,
        error_messages={"required": "Say why you take it out."},
    )
    found = forms.CharField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)
