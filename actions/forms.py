"""Forms of progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils import timezone

from accounts.fields import DayField, FormKeyField, VersionedForm, take_new_key
from accounts.words import day
from foundations.writing import WritingField, WritingLine

from .groups import CLAIMS, Group
from .models import Occurrence, SubAction
from .need_forms import ASKS, NeedBesides
from .status import FITTING, GOES_BADLY, Kind, Status, Visibility

DECIDED = ("completed_on", "decided_by", "decided_on")
# Not started counts as in hand until its first day has come.
SAID_TO_GO_BADLY = (*GOES_BADLY, Status.NOT_STARTED, Status.STOPPED)


class StatusChoice(forms.RadioSelect):
    """Radio buttons, each with the meaning of its status beside it."""

    def create_option(self, *args, **kwargs) -> dict:
        option = super().create_option(*args, **kwargs)
        return option | {"hint": Status(option["value"]).meaning}


@dataclass(frozen=True)
class Line:
    """A line of the question how it is going: a group with its mark, and the choices in it, each
    with the reasons why it may not be chosen yet.
    """

    mark: str
    words: str
    choices: list[tuple[forms.BoundField, list[str]]]


READERS = [
    (Visibility.INTERNAL, "My service only"),
    (Visibility.BOARD, "Everyone who signs in, including the Board"),
    (Visibility.PUBLIC, "Anyone: will appear on the public page"),
]
WHO_READS = "Choose who may read the words."


class UpdateForm(NeedBesides, VersionedForm):
    """A progress update, told in two minutes; where it does not go well, with what would help."""

    field_order = ["version", "status", *DECIDED, "changed", "difference", "next_step", *ASKS]

    status = forms.ChoiceField(
        label="How is it going?",
        widget=StatusChoice,
        error_messages={
            "required": "Choose how it is going.",
            "invalid_choice": "Choose one of the words on this page.",
        },
    )
    completed_on = DayField(
        label="On which day?", required=False, help_text="For example 31/12/2026."
    )
    decided_by = WritingLine(
        label="Who decided it?",
        required=False,
        max_length=120,
        help_text="A body, not a person: for example, Education Committee. With who decided and "
        "the day it is counted apart, as stopped by decision; without them it counts as not going "
        "well.",
        with_notice=False,
    )
    decided_on = DayField(
        label="Decided on which day?", required=False, help_text="For example 31/12/2026."
    )
    changed = WritingField(
        label="What changed?",
        help_text="What has been done since the last update.",
        error_messages={"required": "Say what changed."},
        with_notice=False,
        rows=3,
    )
    difference = WritingField(
        label="What difference did it make for children and families?",
        required=False,
        help_text="If you do not know yet, say so.",
        with_notice=False,
        rows=2,
    )
    next_step = WritingField(
        label="What is next?",
        required=False,
        help_text="One or two steps, with a date if you have one.",
        with_notice=False,
        rows=2,
    )
    keeps = forms.TypedChoiceField(
        label="Does this report one of the times it was due?",
        required=False,
        empty_value=None,
        coerce=date.fromisoformat,
        help_text="These are the times that nothing has been reported for. A session that was "
        "logged counts by itself.",
        error_messages={"invalid_choice": "Choose one of the times in the list, or “No”."},
    )
    visibility = forms.ChoiceField(
        label="Who may read the words?",
        choices=READERS,
        initial=Visibility.BOARD,
        widget=forms.RadioSelect,
        help_text="The status itself is always open to everyone who signs in.",
        error_messages={"required": WHO_READS, "invalid_choice": WHO_READS},
    )
    form_key = FormKeyField()

    def __init__(
        self,
        *args,
        sub_action: SubAction,
        open_ones: Iterable[Occurrence] = (),
        refused: Mapping[str, list[str]] | None = None,
        **options,
    ):
        """`refused`: the reasons why a status may not be chosen yet, by the status."""
        super().__init__(*args, **options)
        self.refused = refused or {}
        self.starts_later = bool(sub_action.start_on and sub_action.start_on > timezone.localdate())
        still_open = [
            (f"{one.first_day}", f"{day(one.first_day)} to {day(one.last_day)}")
            for one in open_ones
        ]
        self.fields["keeps"].choices = [("", "No"), *still_open]
        # A question with only "No" to answer is not asked.
        if not still_open:
            del self.fields["keeps"]
        self._begin_with_the_present(sub_action)
        if sub_action.kind == Kind.ONGOING:
            for name in DECIDED:
                del self.fields[name]

    def _begin_with_the_present(self, sub_action: SubAction) -> None:
        fitting = FITTING[Kind(sub_action.kind)]
        self.fields["status"].choices = [(word, word.short.capitalize()) for word in fitting]
        if sub_action.status not in self.refused:
            self.fields["status"].initial = sub_action.status
            for name in DECIDED:
                self.fields[name].initial = getattr(sub_action, name)
        if sub_action.reported_on:
            since = f"What has been done since {day(sub_action.reported_on)}."
            self.fields["changed"].help_text = since

    def lines(self) -> list[Line]:
        """The choices of status, a line for each group that has some."""
        choices = [(one, self.refused.get(one.data["value"], [])) for one in self["status"]]
        claims, bad = [], []
        for one in choices:
            status = Status(one[0].data["value"])
            if status in CLAIMS:
                claims.append(one)
            elif status in SAID_TO_GO_BADLY and not (
                status == Status.NOT_STARTED and self.starts_later
            ):
                bad.append(one)
        bad.sort(key=lambda one: SAID_TO_GO_BADLY.index(one[0].data["value"]))
        fine = [one for one in choices if one not in claims and one not in bad]
        return [
            Line("claimed", "Reported as kept", claims),
            Line(Group.IN_HAND, Group.IN_HAND.label, fine),
            Line(Group.NOT_GOING_WELL, Group.NOT_GOING_WELL.label, bad),
        ]

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
        self._forget_what_was_decided_before(data)
        self._check_decision(data)
        if (
            data.get("status") == Status.COMPLETE
            and not data.get("completed_on")
            # A day that could not be read has been asked about already.
            and "completed_on" not in self.errors
        ):
            self.add_error("completed_on", "Give the day on which it was completed.")
        if data.get("completed_on") and data.get("status") not in (None, Status.COMPLETE):
            self.add_error("completed_on", _leave_empty("Complete"))
        return data

    def _forget_what_was_decided_before(self, data: dict) -> None:
        # What stood in a box that another status hides was not typed now.
        status = data.get("status")
        for name in DECIDED:
            belongs = Status.COMPLETE if name == "completed_on" else Status.STOPPED
            if name in data and status and status != belongs and name not in self.changed_data:
                data[name] = self.fields[name].empty_value if name == "decided_by" else None

    def _check_decision(self, data: dict) -> None:
        decided = {name: data.get(name) for name in ("decided_by", "decided_on")}
        if any(decided.values()) and data.get("status") not in (None, Status.STOPPED):
            first = next(name for name, value in decided.items() if value)
            self.add_error(first, _leave_empty("Stopped"))
        elif sum(map(bool, decided.values())) == 1:
            empty = next(name for name, value in decided.items() if not value)
            # What could not be read has been asked about already.
            if empty not in self.errors:
                self.add_error(empty, "A decision needs both: who decided, and on which day.")


def _leave_empty(status: str) -> forms.ValidationError:
    # With a code, since it does not name its box.
    words = f"Leave this empty, or choose “{status}” as the status."
    return forms.ValidationError(words, code="not_asked")


class WithdrawForm(VersionedForm):
    """Why an update is withdrawn."""

    reason = WritingLine(
        label="Why do you withdraw it?",
        max_length=300,
        error_messages={"required": "Say why you withdraw it."},
    )


class ExplainForm(VersionedForm):
    """Why a status is meant although something contradicts it, and until when."""

    reason = WritingLine(
        label="Why is the status right all the same?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everyone who signs in can read this.",
        error_messages={"required": "Say why the status is right all the same."},
    )
    until = DayField(
        label="Until when does that hold?",
        help_text="Half a year at most. After this day the explanation is shown no more.",
        error_messages={"required": "Say until when that holds, such as 31/12/2026."},
    )
