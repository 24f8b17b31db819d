"""One question where something may be a slip; the answer is a tick box beside the field."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Question:
    """What the tick box beside a field says, and by which value the answer is known again."""

    value: str
    ticked: bool
    words: str


class AsksOnce:
    """A field that asks about what is doubtful, once: the answer holds for that alone."""

    question: Question | None = None
    # What is said of what was typed, behind the question.
    not_stored = "Nothing has been stored yet."
    _answer = ""

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """The field in its form, asked for before it is cleaned; the answer is read here."""
        box = super().get_bound_field(form, field_name)
        self._answer = form.data.get(f"{box.html_name}-right", "")
        return box

    def ask_once(self, about: str, sentence: str, words: str) -> None:
        """Raises ValidationError with the sentence, unless the box that says these words was ticked
        when the same was asked `about`.
        """
        value = salted_hmac("foundations.asking", about).hexdigest()
        self.question = Question(value, value == self._answer, words)
        if not self.question.ticked:
            raise ValidationError(f"{sentence} {self.not_stored}", code="doubtful")
