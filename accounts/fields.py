"""Form fields, and the form that carries a version, which every app uses."""

from django import forms

WAYS_TO_WRITE_A_DAY = [
    "%d %B %Y",
    "%d %b %Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%Y-%m-%d",
    "%d/%m/%y",
]


class DayField(forms.DateField):
    """A day, written as people in Scotland write it: 31 December 2021 or 31/12/2021."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "text", "autocomplete": "off"})
    default_error_messages = {"invalid": "Write the day as 31/12/2026 or 31 December 2026."}

    def __init__(self, **options):
        options.setdefault("input_formats", WAYS_TO_WRITE_A_DAY)
        super().__init__(**options)


# For the hidden fields, which only a tampered or broken form leaves out.
NOT_WHOLE = dict.fromkeys(
    ["required", "invalid"], "Part of this form is missing. Open the page again."
)


class VersionedForm(forms.Form):
    """A form that carries the version of the record it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)

    def see_anew(self, version: int, **hidden: object) -> None:
        """Keep what was typed and take the record's new version, so that the next save is made
        knowing both.
        """
        self.data = self.data.copy()
        for name, value in {"version": version, **hidden}.items():
            self.data[name] = str(value)
