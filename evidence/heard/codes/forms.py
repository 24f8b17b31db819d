"""Forms of a code: to give one, to type one, and to say whether an answer was a real one."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.fields import NOT_WHOLE, FormKeyField, LineField, ManyField, VersionedForm

from ..models import Heard
from .offering import others_of
from .signs import LENGTH, read_code

# Longer than any code with all that may stand between its signs.
LONGEST = 100
NO_NUMBER = NOT_WHOLE | dict.fromkeys(["max_value", "min_value"], NOT_WHOLE["invalid"])


class GiveCodeForm(VersionedForm):
    """What else the same group said on that day, which its code shows too. The version is the
    number of the code that it has.
    """

    others = ManyField(
        label="What else did the same group say on that day?",
        queryset=Heard.objects.none(),
        required=False,
        help_text="One paper is enough for all of it. Leave out what another group said.",
    )
    form_key = FormKeyField()

    def __init__(self, *args, heard: Heard, **options):
        super().__init__(*args, **options)
        self.fields["others"].queryset = others_of(heard, timezone.localdate())
        if not self.fields["others"].queryset:
            del self.fields["others"]


class CodeField(LineField):
    """A code, however it is written."""

    default_error_messages = {
        "required": "Type the code that stands on your paper.",
        "max_length": f"A code has {LENGTH} letters and numbers. Look at the paper again.",
    }

    def clean(self, value: object) -> str:
        """The signs of the code; raises ValidationError."""
        return read_code(super().clean(value))


class CodeForm(forms.Form):
    """The code that stands on somebody's paper."""

    code = CodeField(
        label="Your code",
        max_length=LONGEST,
        help_text="For example K7CM-4XRT-9D. Small letters and spaces do not matter.",
        # Nothing may keep it: neither the browser's own list of what was typed, nor a keyboard.
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "ds_input--fixed-20",
            }
        ),
    )


class VerdictForm(forms.Form):
    """Whether an answer was a real one, with the version of it that was read."""

    reply = forms.IntegerField(error_messages=NO_NUMBER, max_value=2**62, min_value=0)
    version = forms.IntegerField(error_messages=NO_NUMBER, max_value=2**31 - 1, min_value=0)
    is_real = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose yes or no."),
    )

    def clean_is_real(self) -> bool:
        """Whether it was."""
        return self.cleaned_data["is_real"] == "yes"

    def sentence(self) -> str:
        """The first thing that is wrong with it."""
        return next(iter(self.errors.values()))[0] if self.errors else ""
