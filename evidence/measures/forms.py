"""Forms of measures, their targets and what they were."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.fields import DayField, NumberField, VersionedForm
from foundations.writing import WritingField

YES, NO = "yes", "no"


def _line(label: str, max_length: int, **options) -> WritingField:
    return WritingField(label=label, max_length=max_length, widget=forms.TextInput, **options)


def _why_unknown(label: str) -> WritingField:
    # The service asks for one of two: the number, or this.
    return _line(label, 300, required=False, help_text="Only where there is no number.")


class MeasureForm(VersionedForm):
    """What is measured, why, from which data, and where it began."""

    name = _line(
        "What is measured?", 150, help_text="For example: brothers and sisters who live together."
    )
    unit = _line(
        "In which unit?",
        60,
        help_text="The word after the number, such as “children” or “per cent”.",
    )
    counts_people = forms.TypedChoiceField(
        label="Does it count people?",
        choices=[(YES, "Yes, its numbers are numbers of people"), (NO, "No")],
        coerce=lambda chosen: chosen == YES,
        widget=forms.RadioSelect,
        help_text="Small numbers of people are protected wherever they would be published.",
    )
    why = WritingField(label="Why does it matter to children and families?")
    data_source = _line(
        "Where do the numbers come from?", 300, help_text="The system, survey or count."
    )
    gaps = WritingField(label="What do the numbers not show?", required=False, rows=3)
    baseline = NumberField(
        label="Where does it begin?", required=False, help_text="The number before the work began."
    )
    baseline_on = DayField(
        label="On which day was it that?", required=False, help_text="For example 31/03/2026."
    )
    baseline_unknown = _why_unknown("Not known, because")


class NewMeasureForm(MeasureForm):
    """A new measure."""

    # There is nothing yet that somebody else could have changed.
    version = None


class TargetForm(forms.Form):
    """What the measure should have reached by a day."""

    number = NumberField(label="How much?")
    due_on = DayField(label="By which day?", help_text="For example 31/12/2026.")


class ActualForm(forms.Form):
    """What the measure was on a day, or why that is not known."""

    on = DayField(
        label="On which day?", initial=timezone.localdate, help_text="For example 31/12/2026."
    )
    number = NumberField(label="What was it?", required=False)
    unknown = _why_unknown("Not known, because")


class CorrectActualForm(VersionedForm, ActualForm):
    """What the measure was, said again; the version is the measure's."""
