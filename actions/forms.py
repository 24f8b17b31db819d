"""Forms of progress and of the work itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.fields import NOT_WHOLE, DayField, ManyField, VersionedForm, take_new_key
from accounts.models import Service, User
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
    form_key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=NOT_WHOLE
    )

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
            del self.fields["completed_on"]

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

    def clean(self) -> dict:
        # Said beside its box here; the service refuses it again, whichever way it comes.
        data = super().clean()
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


class WithdrawForm(VersionedForm):
    """Why an update is withdrawn."""

    reason = WritingField(label="Why do you withdraw it?", max_length=300, widget=forms.TextInput)


class SubActionForm(VersionedForm):
    """What the council sets for a sub-action."""

    title = WritingField(label="What will be done?", max_length=300, rows=2)
    kind = forms.ChoiceField(
        label="What kind of work is it?", choices=Kind, widget=forms.RadioSelect
    )
    owners = ManyField(
        label="Owners",
        queryset=User.objects.none(),
        required=False,
        help_text="Promise Keepers of this service who answer for it.",
    )
    collaborators = ManyField(
        label="Services that work on it too",
        queryset=Service.objects.none(),
        required=False,
    )
    start_on = DayField(label="Start date", required=False, help_text="For example 01/04/2026.")
    due_on = DayField(
        label="Due date",
        required=False,
        help_text="For dated work: the last day on which it is in time.",
    )
    review_on = DayField(
        label="Review date",
        required=False,
        help_text="For ongoing and recurring work: when you look again.",
    )
    interval_months = forms.IntegerField(
        label="How often, in months",
        required=False,
        min_value=1,
        max_value=60,
        help_text="For recurring work.",
    )
    expected_difference = WritingField(
        label="What difference should it make for children and families?", required=False
    )
    target_number = forms.IntegerField(
        label="Target: how many?", required=False, min_value=0, max_value=10_000_000
    )
    target_unit = WritingField(
        label="Target: of what?",
        required=False,
        max_length=120,
        widget=forms.TextInput,
        help_text="For example: participants in 12 months.",
    )

    def __init__(self, *args, service: Service | None, local: bool, **options):
        super().__init__(*args, **options)
        today = timezone.localdate()
        if not local:
            del self.fields["title"]
        self.fields["owners"].queryset = (
            User.objects.keepers_of(service.pk, on=today) if service else User.objects.none()
        )
        # Whoever keeps it does not also help with it.
        self.fields["collaborators"].queryset = Service.objects.open(on=today).exclude(
            pk=service and service.pk
        )

    def clean(self) -> dict:
        data = super().clean()
        if (data.get("target_number") is None) != (not data.get("target_unit")):
            empty = "target_number" if data.get("target_number") is None else "target_unit"
            if empty not in self.errors:
                self.add_error(empty, "A target needs both: how many, and of what.")
        return data


def own_services(by: User) -> QuerySet:
    """The services that a Keeper keeps today and that still take work, for a box of choices."""
    kept = [service.pk for service in by.services]
    return Service.objects.open(on=timezone.localdate()).filter(pk__in=kept)


class NewSubActionForm(SubActionForm):
    """A local sub-action, kept by one of the Keeper's own services."""

    version = None  # there is no record yet that somebody else could change
    service = forms.ModelChoiceField(
        label="Which of your services keeps it?", queryset=Service.objects.none()
    )
    field_order = ["title", "service", "kind"]

    def __init__(self, *args, by: User, **options):
        super().__init__(*args, service=None, local=True, **options)
        self.fields["service"].queryset = own_services(by)
        self.fields["service"].initial = by.services[0] if len(by.services) == 1 else None
        # Whose keepers they would be is chosen in this very form.
        del self.fields["owners"]


class ActionForm(VersionedForm):
    """A local action's title, and any action's expected difference."""

    title = WritingField(label="What is the action?", max_length=300, rows=2)
    expected_difference = WritingField(
        label="What difference should it make for children and families?", required=False
    )

    def __init__(self, *args, local: bool, **options):
        super().__init__(*args, **options)
        if not local:
            del self.fields["title"]


class NewActionForm(ActionForm):
    """A local action, led by one of the Keeper's own services."""

    version = None  # there is no record yet that somebody else could change
    service = forms.ModelChoiceField(
        label="Which of your services leads it?", queryset=Service.objects.none()
    )
    field_order = ["title", "service"]

    def __init__(self, *args, by: User, **options):
        super().__init__(*args, local=True, **options)
        self.fields["service"].queryset = own_services(by)
        self.fields["service"].initial = by.services[0] if len(by.services) == 1 else None
