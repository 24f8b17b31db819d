"""Forms of one's own reminders."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from ..fields import DayField, FormKeyField, PlainForm
from ..models import User
from .services import colleagues_of


class DigestDayForm(forms.Form):
    """The weekday on which reminders come together."""

    digest_day = forms.TypedChoiceField(
        label="Day of the week",
        choices=[*WEEKDAYS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose a day of the week."),
    )


class AwayForm(PlainForm):
    """From when to when somebody is away, and who stands in."""

    form_key = FormKeyField()
    first_day = DayField(label="First day away", help_text="Today or later, such as 31/12/2026.")
    last_day = DayField(label="Last day away", help_text="On the next day you are back.")
    deputy = forms.ModelChoiceField(
        label="Who stands in for you?",
        queryset=User.objects.none(),
        empty_label="Choose a colleague",
        help_text="Another Promise Keeper of your service.",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose a Promise Keeper of your own service."
        ),
    )

    def __init__(self, *args, person: User, **options):
        super().__init__(*args, **options)
        self.fields["deputy"].queryset = colleagues_of(person, timezone.localdate())
