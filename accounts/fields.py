"""Form fields that every app uses."""

from django import forms

WAYS_TO_WRITE_A_DAY = ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y"]


class DayField(forms.DateField):
    """A day, written as people in Scotland write it: 31 December 2021 or 31/12/2021."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "text", "autocomplete": "off"})
    default_error_messages = {"invalid": "Write the day as 31/12/2026 or 31 December 2026."}

    def __init__(self, **options):
        options.setdefault("input_formats", WAYS_TO_WRITE_A_DAY)
        super().__init__(**options)
