"""Form fields, and the form that carries a version, which every app uses."""

from __future__ import annotations

import re
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from . import days, numbers
from .asking.forms import AskingForm, Checked
from .mailboxes import LONGEST, check_address, split_mailbox
from .versions import digest_of
from .words import is_blank

# What any line or box of text may say, with the numbers of Django's validator.
TEXT_FAULTS = {
    "max_length": "Shorten this: it has %(show_value)s characters, and may have %(limit_value)s.",
    "null_characters_not_allowed": "A character in this text cannot be read. Type it anew.",
}


class Uncut:
    """A box without `maxlength`, by which a browser cuts what is pasted and says nothing: a script
    counts by the limit, and the form says by how much a text is too long.
    """

    max_length: int | None

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """The attributes of the box, its limit as `data-longest`."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes | ({"data-longest": self.max_length} if self.max_length else {})


class TextField(Uncut, forms.CharField):
    """Any text; one that shows nothing is empty."""

    default_error_messages = TEXT_FAULTS

    def to_python(self, value: object) -> str:
        """The text as typed, or nothing where it shows nothing."""
        text = super().to_python(value)
        return self.empty_value if is_blank(text) else text


# What breaks a line, or moves along it; and signs that show nothing and steer what follows them.
BREAKS = re.compile("[\\t-\\r\\x1c-\\x1f\\x85\\u2028\\u2029]+")
STEERING = re.compile("[\\x01-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")


def one_line(text: str) -> str:
    """A text in one line, without signs that show nothing and steer: what a paste broke is joined
    by a space, as people expect who copy a title or an address.
    """
    parts = (part.strip() for part in BREAKS.split(text))
    return STEERING.sub("", " ".join(part for part in parts if part)).strip()


class LineField(TextField):
    """A line of text, in which no line ends and no sign steers."""

    def to_python(self, value: object) -> str:
        """The text in one line."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class NameField(Checked, LineField):
    """The name of what is kept, or of a person who works here, whose name is nobody else's
    business to ask about (`asks=False`).
    """


class EmailField(Uncut, forms.EmailField):
    """An e-mail address, also as a mail program copies it."""

    default_validators = [check_address]

    def __init__(self, **options):
        options.setdefault("max_length", LONGEST)
        super().__init__(**options)
        # The check has its own sentences, also for one that is too long.
        self.validators = [check_address]

    def to_python(self, value: object) -> str:
        """The address alone, without the name before it and the signs around it."""
        return split_mailbox(super().to_python(value))[1]


class Read:
    """A field whose text one reader reads; where that says that it is unclear, the field says so in
    its own words.
    """

    def to_python(self, value: object) -> object:
        """What was typed, read; None where nothing was. Raises ValidationError."""
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return None if is_blank(value) else self.read(value)
        except ValidationError as error:
            if error.code != "invalid":
                raise
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DayField(Read, forms.DateField):
    """A day, written as people in Scotland write it (`read_day`)."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "text", "autocomplete": "off"})
    default_error_messages = {
        "required": "Give the day, as 31/12/2026 or 31 December 2026.",
        "invalid": days.UNCLEAR,
    }
    read = staticmethod(days.read_day)


class NumberField(Read, forms.DecimalField):
    """A typed number with two decimals at most, and one of `units` beside it (`read_number`)."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "ds_input--fixed-10", "autocomplete": "off"}
    )
    default_error_messages = {
        "required": "Give a number in digits, such as 1200 or 37.5.",
        "invalid": numbers.UNCLEAR,
        "max_digits": "This number is too long. Give twelve digits before the point at most.",
        "max_whole_digits": "This number is too long. Give twelve digits before the point at most.",
        "max_decimal_places": "Give two digits after the point at most.",
    }
    units = ""

    def __init__(self, **options):
        super().__init__(max_digits=14, decimal_places=2, **options)

    def prepare_value(self, value: object) -> object:
        """A stored number without the noughts that the database keeps: 29, not 29.00."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def read(self, text: str) -> Decimal:
        return numbers.read_number(text, self.units)


class WholeField(Read, forms.IntegerField):
    """A typed number that is whole (`read_whole`)."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "class": "ds_input--fixed-5", "autocomplete": "off"}
    )
    default_error_messages = {"invalid": numbers.NOT_WHOLE}
    read = staticmethod(numbers.read_whole)


class ManyField(forms.ModelMultipleChoiceField):
    """Any number of the records on offer, by tick boxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value", "invalid_list"),
        "One of these is not on the list any more. Look at the list again.",
    )
    longest = 18  # digits: SQLite fails on a longer number, where it should find nothing

    def clean(self, value: list[str] | None):
        """The records chosen; raises ValidationError for one that is not on offer."""
        for pk in value or []:
            if len(str(pk)) > self.longest:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], params={"value": pk}
                )
        return super().clean(value)


# For the hidden fields, which only a tampered or broken form leaves out.
NOT_WHOLE = dict.fromkeys(
    ["required", "invalid", "null_characters_not_allowed"],
    "Part of this form is missing. Open the page again.",
)


# What any field says of a text that does not fit; what is missing each says in its own words.
LIMITS = {
    "max_length": "Shorten this: it has %(show_value)d characters, and %(limit_value)d fit.",
    "null_characters_not_allowed": "Take out the sign that cannot be shown, and type it again.",
}


def choose(words: str) -> dict[str, str]:
    """What a choice says where nothing was chosen, or something that is not on offer."""
    return {
        "required": words,
        "invalid_choice": words,
        "invalid_list": words,
        "invalid_pk_value": words,
    }


class PlainForm(AskingForm):
    """A form whose fields say in plain words what does not fit."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.error_messages = LIMITS | field.error_messages


class VersionedForm(AskingForm):
    """A form that carries the version of the record it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)

    def see_anew(self, version: int) -> None:
        """Keep what was typed and take the record's new version, so that the next save is made
        knowing both.
        """
        _put_hidden(self, version=version)


class MergedForm(VersionedForm):
    """One whose fields are independent: beside each stands a digest of what it held when the page
    was opened, so that what was left alone is not sent over what somebody else wrote meanwhile.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.merged = [field.name for field in self.visible_fields()]
        for name in self.merged:
            digest = digest_of(self.initial.get(name, ""))
            self.fields[f"shown-{name}"] = forms.CharField(
                widget=forms.HiddenInput,
                initial=digest,
                required=False,
                max_length=16,
                error_messages=dict.fromkeys(
                    ["max_length", "null_characters_not_allowed"], NOT_WHOLE["required"]
                ),
            )

    def clean(self) -> dict:
        """The digests as one: `shown`, by the names of the fields."""
        found = super().clean() or self.cleaned_data
        found["shown"] = {name: found.pop(f"shown-{name}", "") for name in self.merged}
        return found

    def see_values(self, record: Model) -> None:
        """Keep what was typed, knowing what the record holds now."""
        values = {name: digest_of(getattr(record, name)) for name in self.merged}
        _put_hidden(self, **{f"shown-{name}": value for name, value in values.items()})


class FormKeyField(forms.UUIDField):
    """The hidden key of a form that stores something new, by which a second click stores no
    second.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid4, error_messages=NOT_WHOLE)


def take_new_key(form: forms.Form) -> None:
    """Keep what was typed under a new key, so that sending it again stores it as well."""
    _put_hidden(form, form_key=uuid4())


def _put_hidden(form: forms.Form, **values: object) -> None:
    form.data = form.data.copy()
    for name, value in values.items():
        form.data[name] = str(value)
