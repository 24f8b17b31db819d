"""The one free-text box of the product: a short notice, a privacy check that stops, a language
check that hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.asking.forms import Checked
from accounts.fields import LineField, TextField

from .identifiers import plain

NOTICE = "Write so that no child, young person or family could be recognised."

# A first few words that the care community asks people to stop using, with what to write instead.
# "Placement" is not meant for students' work, nor LAC when it is a lake.
HINTS = {
    "respite": (re.compile(r"\brespite\b", re.IGNORECASE), "“a short break”"),
    "placement": (
        re.compile(
            r"(?<!work )(?<!work-)(?<!student )(?<!students' )(?<!teaching )"
            r"(?<!job )(?<!experience )"
            r"\bplacements?\b(?! (?:student|year)s?\b)",
            re.IGNORECASE,
        ),
        "“home”, or the place where the child lives",
    ),
    "LAC": (re.compile(r"\bLAA?Cs?\b"), "“care experienced children and young people”"),
}
SENTENCE = re.compile(r"[^.!?\n]+")
# A word that is named, in a sentence about leaving it behind, is not used.
NAMED = re.compile(
    r"(?:[\"'“‘«]|\b(?:words?|terms?|phrases?|say|saying|said) )$", re.IGNORECASE
)  # fmt: skip
LEFT_BEHIND = re.compile(
    r"\b(?:stop\w*|avoid\w*|no longer|never|not|don't|instead of|rather than|"
    r"replac\w+|drop\w*|leav\w+|left)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hint:
    """A word that a text uses, and what to write instead."""

    word: str
    instead: str

    def __str__(self) -> str:
        return (
            f"Some people with care experience ask us not to say “{self.word}”. Try {self.instead}."
        )


def language_hints(text: str) -> list[Hint]:
    """Words worth another thought, with what to write instead; they never stop anyone from
    saving.
    """
    sentences = [plain(sentence) for sentence in SENTENCE.findall(text)]
    return [
        Hint(word, instead)
        for word, (pattern, instead) in HINTS.items()
        if any(_uses(sentence, pattern) for sentence in sentences)
    ]


def marked_words(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that `language_hints` names."""
    pieces = []
    end = 0
    for start, stop in sorted(_places_of_words(text)):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def _places_of_words(text: str) -> Iterator[tuple[int, int]]:
    for sentence in SENTENCE.finditer(text):
        for pattern, _instead in HINTS.values():
            if _uses(plain(sentence[0]), pattern):
                found = pattern.finditer(sentence[0])
                yield from (
                    (sentence.start() + one.start(), sentence.start() + one.end()) for one in found
                )


def _uses(sentence: str, pattern: re.Pattern) -> bool:
    """Whether a sentence uses a word, and does not only name it in order to leave it behind."""
    # Only a sentence about leaving words behind may name them without using them.
    if not LEFT_BEHIND.search(sentence):
        return bool(pattern.search(sentence))
    # The words that name another stand within ten signs before it.
    before = (
        sentence[max(0, found.start() - 10) : found.start()] for found in pattern.finditer(sentence)
    )
    return any(not NAMED.search(words) for words in before)


class CheckedText(Checked, TextField):
    """A text that is kept: it refuses personal identifiers, and its form asks about what may tell
    who somebody is.
    """


class WritingField(CheckedText):
    """A box for free text, of several lines. `hints_in(form)` gives the language hints of its
    text.
    """

    def __init__(self, *, help_text: str = "", rows: int = 4, with_notice: bool = True, **options):
        """`with_notice`: whether the notice stands at this box; a form with several says it once
        itself.
        """
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        options.setdefault("max_length", 20_000)
        notice = NOTICE if with_notice else ""
        super().__init__(
            help_text=" ".join(part for part in (help_text, notice) if part), **options
        )

    def run_validators(self, value: str) -> None:
        """Raises ValidationError; of what is too long it says by how much."""
        over = len(value) - self.max_length
        if over > 0:
            signs = "character" if over == 1 else "characters"
            sentence = f"Shorten “{self.label}” by {over:,} {signs}."
            raise ValidationError(sentence, code="max_length")
        super().run_validators(value)


class WritingLine(WritingField, LineField):
    """The same for a line: a title, a reason in one sentence, the name of a measure."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput)
        super().__init__(**options)


def hints_in(form: forms.Form) -> list[Hint]:
    """The language hints for every text of a valid form, each word once."""
    texts = (
        form.cleaned_data.get(name) or ""
        for name, field in form.fields.items()
        if isinstance(field, WritingField)
    )
    return list(dict.fromkeys(hint for text in texts for hint in language_hints(text)))


def say_hints(request: HttpRequest, form: forms.Form) -> None:
    """After a save, suggest other words for those that the care community asks people to leave
    behind.
    """
    for hint in hints_in(form):
        messages.info(request, str(hint))
