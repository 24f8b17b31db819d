"""Forms of what the Board asks, and of what is said to that."""

from __future__ import annotations

from accounts.asking.forms import AskingForm
from accounts.fields import FormKeyField, VersionedForm
from foundations.writing import WritingField, WritingLine

WHO_READS = "Everyone who signs in can read this."


class AskForm(AskingForm):
    """What the Board asks."""

    words = WritingField(
        label="What do you ask?",
        help_text=WHO_READS,
        error_messages={"required": "Write what you ask."},
    )
    form_key = FormKeyField()


class AnswerQuestionForm(VersionedForm):
    """What those who are asked answer."""

    words = WritingField(
        label="Your answer",
        help_text=f"What is so, or what you will do and by when. {WHO_READS}",
        error_messages={"required": "Write your answer."},
    )


class AskAgainForm(VersionedForm):
    """Why an answer does not do."""

    words = WritingField(
        label="What is still open?",
        help_text=WHO_READS,
        error_messages={"required": "Say what is still open."},
    )


class TakeBackForm(VersionedForm):
    """Why a question is taken back."""

    reason = WritingLine(
        label="Why do you take it back?",
        max_length=300,
        error_messages={"required": "Say why you take it back."},
    )
