"""The form in which somebody else answers a claim."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from accounts.fields import VersionedForm
from foundations.models import FrameworkItem
from foundations.writing import WritingLine

from .kinds import AgreementKind

YES, NOT_YET = "yes", "not-yet"


class AnswerForm(VersionedForm):
    """Whether the evidence shows what is claimed, in one sentence; with a yes or not yet for each
    criterion.
    """

    kind = forms.ChoiceField(
        label="What do you say?",
        choices=[
            (AgreementKind.AGREED.value, "I agree: the evidence shows it"),
            (AgreementKind.MISSING.value, AgreementKind.MISSING.label),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose whether you agree or something is missing."
        ),
    )
    words = WritingLine(
        label="What does the evidence show, or what is missing?",
        max_length=300,
        help_text="One sentence.",
        error_messages={
            "required": "Say in one sentence what the evidence shows, or what is missing."
        },
    )

    def __init__(self, *args, criteria: Iterable[FrameworkItem], may_agree: bool = True, **options):
        super().__init__(*args, **options)
        if not may_agree:
            self.fields["kind"].choices = [
                (AgreementKind.MISSING.value, AgreementKind.MISSING.label)
            ]
        self.criteria = {f"met-{one.key}": one for one in criteria}
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.ChoiceField(
                label=f"Is this met? {criterion.title}",
                choices=[(YES, "Yes"), (NOT_YET, "Not yet")],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ["required", "invalid_choice"], f"Choose yes or not yet: {criterion.title}"
                ),
            )
        self.order_fields([*self.criteria, "kind", "words"])

    def clean(self) -> dict:
        """The answer, with the criteria that are `met` in place of a choice for each."""
        values = super().clean()
        met = [one for name, one in self.criteria.items() if values.get(name) == YES]
        rest = {name: value for name, value in values.items() if name not in self.criteria}
        return rest | {"met": met}
