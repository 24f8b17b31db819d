"""The one free-text box of the product: a short notice, a privacy check that stops, a language check that hints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

NOTICE = "Write nothing by which a child, young person or family could be recognised."
DIGIT_GAP = r"[ \-.]?"

# Things that identify a person for certain. The sentence names the kind, never the text that was found.
IDENTIFIERS = {
    "a health (CHI) number": re.compile(
        r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}" + DIGIT_GAP + r"\d{4}(?!\d)"
    ),
    "a telephone number": re.compile(
        r"(?<![\d.,£])(?:(?:\+|00)44"
        + DIGIT_GAP
        + r"(?:\(0\)"
        + DIGIT_GAP
        + r")?|\(?0)(?:[1-37]\d)(?:\)?[ \-.]?\d){7,8}(?!\d)"
    ),
    "a date of birth": re.compile(
        r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bborn\b)\W{0,3}(?:on\s|is\s|was\s)?\W{0,3}(?:the\s)?"
        r"(?:\w{3,9}day,?\s)?(?:\d{1,4}[./\- ]\d{1,2}[./\- ]\d{2,4}"
        r"|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3,9}\.?,?\s\d{2,4}"
        r"|[a-z]{3,9}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})",
        re.IGNORECASE,
    ),
    "a private e-mail address": re.compile(
        r"[\w.+%-]+@(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|me|mac|aol|msn|btinternet|sky|"
        r"talktalk|virginmedia|proton|protonmail|gmx)\.[a-z.]{2,6}\b",
        re.IGNORECASE,
    ),
}

# A first few words that the care community asks people to stop using, with what to write instead.
# "Placement" is not meant for students' work, nor LAC when it is a lake.
HINTS = {
    "respite": (re.compile(r"\brespite\b", re.IGNORECASE), "“a short break”"),
    "placement": (
        re.compile(r"(?<!work )(?<!student )(?<!job )\bplacements?\b", re.IGNORECASE),
        "“home”, or the place where the child lives",
    ),
    "LAC": (re.compile(r"\bLAA?C\b"), "“care experienced children and young people”"),
}


@dataclass(frozen=True)
class Hint:
    """A word found in a text, and what to write instead."""

    word: str
    instead: str

    def __str__(self) -> str:
        return f"“{self.word}”: you might write {self.instead}."


def identifiers(text: str) -> list[str]:
    """The kinds of personal identifier that a text seems to hold, never the identifiers themselves."""
    return [kind for kind, pattern in IDENTIFIERS.items() if pattern.search(text)]


def refuse_identifiers(text: str) -> None:
    """Raises ValidationError, with what to do, when a text seems to hold a personal identifier."""
    found = identifiers(text)
    if found:
        kinds = " and ".join(found)
        raise ValidationError(
            f"This seems to hold {kinds}. Please take it out: nothing about a person may be kept here. "
            "What you typed is still in the box and has not been stored.",
            code="identifier",
        )


def language_hints(text: str) -> list[Hint]:
    """Words worth another thought, with what to write instead; they never stop anyone from saving."""
    found = ((pattern.search(text), instead) for pattern, instead in HINTS.values())
    return [Hint(match.group(), instead) for match, instead in found if match]


class WritingField(forms.CharField):
    """A box for free text: several lines unless another widget is given.

    It refuses personal identifiers. `hints_in(form)` gives the language hints of its text.
    """

    def __init__(self, *, help_text: str = "", rows: int = 4, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        options.setdefault("max_length", 20_000)
        super().__init__(help_text=" ".join(part for part in (help_text, NOTICE) if part), **options)

    def clean(self, value: str) -> str:
        """The text as typed, without surrounding space; raises ValidationError for identifiers."""
        text = super().clean(value)
        refuse_identifiers(text)
        return text


def hints_in(form: forms.Form) -> list[Hint]:
    """The language hints for every text of a valid form, each word once."""
    texts = (
        form.cleaned_data.get(name) or "" for name, field in form.fields.items() if isinstance(field, WritingField)
    )
    return list(dict.fromkeys(hint for text in texts for hint in language_hints(text)))
