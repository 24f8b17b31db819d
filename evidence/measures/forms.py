"""Forms of measures, their targets and what they were."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.fields import DayField, PlainForm, VersionedForm, choose
from evidence.items.figures import FigureField, check_figure
from foundations.writing import WritingField, WritingLine

from .models import Measure

YES, NO = "yes", "no"
SUCH_AS = "For example 31/12/2026."


def _line(label: str, max_length: int, missing: str = "", **options) -> WritingField:
    return WritingLine(
        label=label,
        max_length=max_length,
        with_notice=False,
        error_messages={"required": missing},
        **options,
    )


def _why_unknown() -> WritingField:
    # The service asks for one of two: the number, or this.
    return _line(
        "Or say why the figure is not known",
        300,
        required=False,
        help_text="Only where there is no figure.",
    )


class MeasureForm(VersionedForm, PlainForm):
    """What is measured, why, from which data, and where it began."""

    name = _line(
        "What is measured?",
        150,
        "Say what is measured.",
        help_text="For example: brothers and sisters who live together.",
    )
    unit = _line(
        "What is counted?",
        60,
        "Say what is counted, such as children.",
        help_text="The word after the number, such as “children” or “per cent”.",
    )
    counts_people = forms.TypedChoiceField(
        label="Does it count people?",
        choices=[(YES, "Yes, its numbers are numbers of people"), (NO, "No")],
        coerce=lambda chosen: chosen == YES,
        widget=forms.RadioSelect,
        help_text="Small numbers of people are protected wherever they would be published.",
        error_messages=choose("Say whether it counts people."),
    )
    is_public = forms.BooleanField(
        label="Its name and figures may be published",
        required=False,
        help_text="They leave with the next round that is closed, small numbers of people hidden.",
    )
    why = WritingField(
        label="Why does it matter to children and families?",
        with_notice=False,
        error_messages={"required": "Say why it matters to children and families."},
    )
    data_source = _line(
        "Where do the numbers come from?",
        300,
        "Say where the numbers come from.",
        help_text="The system, survey or count.",
    )
    gaps = WritingField(
        label="What do the numbers not show?", required=False, rows=3, with_notice=False
    )
    baseline = FigureField(
        label="Starting figure", required=False, help_text="The number before the work began."
    )
    baseline_on = DayField(
        label="Date of the starting figure", required=False, help_text="For example 31/03/2026."
    )
    baseline_unknown = _why_unknown()

    def clean(self) -> dict:
        """A starting figure that can hardly be is asked about."""
        data = super().clean()
        _check_figure(self, "baseline", data.get("unit"), people=data.get("counts_people"))
        return data


def _check_figure(form: forms.Form, name: str, unit: str | None, *, people: bool | None) -> None:
    # Fewer people than nobody the service refuses: there is nothing to ask.
    number = form.cleaned_data.get(name)
    if number is not None and not (people and number < 0):
        check_figure(form, name, unit)


class NewMeasureForm(MeasureForm):
    """A new measure."""

    # There is nothing yet that somebody else could have changed.
    version = None


class OfMeasure(PlainForm):
    """A form of one number of a measure."""

    def __init__(self, *args, measure: Measure, **options):
        super().__init__(*args, **options)
        self.measure = measure

    def clean(self) -> dict:
        """A number that can hardly be is asked about."""
        _check_figure(self, "number", self.measure.unit, people=self.measure.counts_people)
        return super().clean()


class TargetForm(OfMeasure):
    """What the measure should have reached by a day."""

    number = FigureField(
        label="Target", error_messages={"required": "Enter the target, such as 25."}
    )
    due_on = DayField(
        label="By which day?",
        help_text=SUCH_AS,
        error_messages={"required": "Say by which day, such as 31/12/2026."},
    )


class ActualForm(OfMeasure):
    """What the measure was on a day, or why that is not known."""

    on = DayField(
        label="Date of the figure",
        initial=timezone.localdate,
        help_text=SUCH_AS,
        error_messages={"required": "Say on which day, such as 31/12/2026."},
    )
    number = FigureField(label="Figure", required=False)
    unknown = _why_unknown()


class CorrectActualForm(VersionedForm, ActualForm):
    """What the measure was, said again; the version is the measure's."""
