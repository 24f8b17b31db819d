"""Forms of progress."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils import timezone

from accounts.fields import DayField, FormKeyField, VersionedForm, take_new_key
from accounts.words import day
from foundations.writing import WritingField

from .models import Occurrence, SubAction
from .status import FITTING, Kind, Status, Visibility


class StatusChoice(forms.RadioSelect):
    """Radio buttons with each status's shape, and its meaning beside it."""

    def create_option(self, *args, **kwargs) -> dict:
        option = super().create_option(*args, **kwargs)
        status = Status(option["value"])
        return option | {"hint": status.meaning, "shape": status.shape}


class UpdateForm(VersionedForm):
    """A progress update, told in two minutes."""

    status = forms.ChoiceField(label="How does it go?", widget=StatusChoice)
    completed_on = DayField(
        label="Completed on",
        required=False,
        help_text="Only if it is complete, for example 31/12/2026.",
    )
    decided_by = WritingField(
        label="Stopped: who decided it?",
        required=False,
        max_length=120,
        widget=forms.TextInput,
        help_text="A body, not a person: for example, Education Committee. Only if it is stopped. "
        "With who decided and the day it is counted apart, as stopped by decision; without them it "
        "counts as not going well.",
    )
    decided_on = DayField(
        label="Stopped: decided on", required=False, help_text="For example 31/12/2026."
    )
    changed = WritingField(
        label="What changed?", help_text="What has been done since the last update."
    )
    difference = WritingField(
        label="What difference did it make for children and families?",
        required=False,
        help_text="If you do not know yet, say so.",
    )
    next_step = WritingField(label="What is next?", required=False)
    keeps = forms.TypedChoiceField(
        label="Does this report one that was held?",
        required=False,
        empty_value=None,
        coerce=date.fromisoformat,
        help_text="Of those that nothing has kept yet. A session that was logged keeps its own.",
    )
    visibility = forms.ChoiceField(
        label="Who may read this text?",
        choices=Visibility,
        initial=Visibility.BOARD,
        widget=forms.RadioSelect,
        help_text="The status itself can always be published.",
    )
    form_key = FormKeyField()

    def __init__(
        self, *args, sub_action: SubAction, open_ones: Iterable[Occurrence] = (), **options
    ):
        super().__init__(*args, **options)
        still_open = [
            (f"{one.first_day}", f"{day(one.first_day)} to {day(one.last_day)}")
            for one in open_ones
        ]
        self.fields["keeps"].choices = [("", "No"), *still_open]
        # A question with only "No" to answer is not asked.
        if not still_open:
            del self.fields["keeps"]
        self.fields["status"].choices = [
            (word, word.label) for word in FITTING[Kind(sub_action.kind)]
        ]
        if sub_action.kind == Kind.ONGOING:
            for name in ("completed_on", "decided_by", "decided_on"):
                del self.fields[name]

    def see_anew(self, version: int) -> None:
        """Keep what was typed as an update of its own, made knowing the others."""
        super().see_anew(version)
        take_new_key(self)

    def clean_completed_on(self):
        day = self.cleaned_data["completed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                "The day of completion is in the future. Give a day up to today."
            )
        return day

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                "The day of the decision is in the future. Give a day up to today."
            )
        return day

    def clean(self) -> dict:
        # Said beside its box here; the service refuses it again, whichever way it comes.
        data = super().clean()
        self._check_decision(data)
        if (
            data.get("status") == Status.COMPLETE
            and not data.get("completed_on")
            # A day that could not be read has been asked about already.
            and "completed_on" not in self.errors
        ):
            self.add_error("completed_on", "Give the day on which it was completed.")
        if data.get("completed_on") and data.get("status") not in (None, Status.COMPLETE):
            self.add_error("completed_on", "Leave this empty, or choose “Complete” as the status.")
        return data

    def _check_decision(self, data: dict) -> None:
        decided = {name: data.get(name) for name in ("decided_by", "decided_on")}
        if any(decided.values()) and data.get("status") not in (None, Status.STOPPED):
            first = next(name for name, value in decided.items() if value)
            self.add_error(first, "Leave this empty, or choose “Stopped” as the status.")
        elif sum(map(bool, decided.values())) == 1:
            empty = next(name for name, value in decided.items() if not value)
            # What could not be read has been asked about already.
            if empty not in self.errors:
                self.add_error(empty, "A decision needs both: who decided, and on which day.")


class WithdrawForm(VersionedForm):
    """Why an update is withdrawn."""

    reason = WritingField(
        label="Why do you withdraw it?",
        max_length=300,
        widget=forms.TextInput,
        error_messages={"required": "Say why you withdraw it."},
    )
