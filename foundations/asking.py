"""One question where something may be a person's number or not; the answer is a tick box beside the
field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.crypto import salted_hmac

SHOWN = 3  # of the numbers that are asked about
ANSWERED, MOST_ANSWERED = "nobody's numbers", 100


@dataclass(frozen=True)
class WhoseQuestion:
    """What the tick box beside a field says, and by which value the answer is known again."""

    value: str
    ticked: bool
    words = "I have looked: this is nobody’s own number."


class AsksWhose:
    """A field that asks whose a number is, once: the answer holds for these numbers and no others.

    Its `clean`, or the form's, calls `ask_about` with what `doubtful_identifiers` found.
    """

    question: WhoseQuestion | None = None
    # What is said of the text behind the question.
    not_stored = "Nothing has been stored yet."
    # The values of questions that were answered on an earlier page.
    answered: Sequence[str] = ()
    _answer = ""

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """The field in its form, asked for before it is cleaned; the answer is read here."""
        box = super().get_bound_field(form, field_name)
        self._answer = form.data.get(f"{box.html_name}-nobodys", "")
        return box

    def ask_about(self, doubtful: Sequence[tuple[str, str]]) -> None:
        """Raises ValidationError with the question, unless it was answered for these very numbers.

        `doubtful`: pairs of a kind in words and what was found.
        """
        if not doubtful:
            return
        value = salted_hmac("nobody's number", repr(sorted(doubtful))).hexdigest()
        self.question = WhoseQuestion(value, ticked=value in (self._answer, *self.answered))
        if not self.question.ticked:
            raise ValidationError(f"{_sentence(doubtful)} {self.not_stored}", code="doubtful")


def clean_remembering(form: BaseForm, session: SessionBase) -> None:
    """Clean a form that is sent again and again: what was answered once is asked no more in this
    session. Only the values are kept, from which no number can be read.
    """
    fields = [field for field in form.fields.values() if isinstance(field, AsksWhose)]
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
