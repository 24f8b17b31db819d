"""One question where something may be a person's number or not, or may be a slip; the answer is a
tick box beside the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.crypto import salted_hmac

SHOWN = 3  # of the numbers that are asked about
NOBODYS = "I have looked: this is nobody’s own number."
ANSWERED, MOST_ANSWERED = "nobody's numbers", 100


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
    # The values of questions that were answered on an earlier page.
    answered: Sequence[str] = ()
    _answer = ""

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """The field in its form, asked for before it is cleaned; the answer is read here."""
        box = super().get_bound_field(form, field_name)
        self._answer = form.data.get(f"{box.html_name}-nobodys", "")
        return box

    def ask_once(self, about: str, sentence: str, words: str) -> None:
        """Raises ValidationError with the sentence, unless the box that says these words was ticked
        when the same was asked `about`.
        """
        value = salted_hmac("nobody's number", about).hexdigest()
        self.question = Question(value, value in (self._answer, *self.answered), words)
        if not self.question.ticked:
            raise ValidationError(f"{sentence} {self.not_stored}", code="doubtful")


class AsksWhose(AsksOnce):
    """A field that asks whose a number is.

    Its `clean`, or the form's, calls `ask_about` with what `doubtful_identifiers` found.
    """

    def ask_about(self, doubtful: Sequence[tuple[str, str]]) -> None:
        """Raises ValidationError with the question, unless it was answered for these very numbers.

        `doubtful`: pairs of a kind in words and what was found.
        """
        if doubtful:
            self.ask_once(repr(sorted(doubtful)), _sentence(doubtful), NOBODYS)


def clean_remembering(form: BaseForm, session: SessionBase) -> None:
    """Clean a form that is sent again and again: what was answered once is asked no more in this
    session. Only the values are kept, from which no number can be read.
    """
    fields = [field for field in form.fields.values() if isinstance(field, AsksOnce)]
    known = session.get(ANSWERED, [])
    for field in fields:
        field.answered = known
    form.full_clean()
    ticked = [field.question.value for field in fields if field.question and field.question.ticked]
    if new := [value for value in ticked if value not in known]:
        session[ANSWERED] = [*known, *new][-MOST_ANSWERED:]


def _sentence(doubtful: Sequence[tuple[str, str]]) -> str:
    kinds = " or ".join(dict.fromkeys(kind.removeprefix("a ") for kind, _number in doubtful))
    listed = ", ".join(f"“{number}”" for _kind, number in doubtful[:SHOWN])
    if len(doubtful) > SHOWN:
        listed += f" and {len(doubtful) - SHOWN} more"
    subject = f"Is {listed}" if len(doubtful) == 1 else f"Is one of {listed}"
    return f"{subject} somebody’s own {kinds}? If so, take it out. If not, tick the box below."
