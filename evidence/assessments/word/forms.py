"""Forms of the way out to Word and back in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from accounts.fields import NOT_WHOLE, VersionedForm, choose
from evidence.files.checking import EvidenceFileField, read_apart
from evidence.files.kinds import look_at
from evidence.files.word.unit import Unit
from foundations.models import FrameworkItem

from .comparing import Brought, Difference
from .reading import Left

MEGABYTES = 5
NOT_WORD = "This is not a Word document. Save it as .docx and choose that file."
MISSING = "Choose the Word document to upload."
TOO_LARGE = (
    f"This file is larger than {MEGABYTES} MB, which nineteen themes never are. "
    "Take out what does not belong."
)
TAKE, KEEP, EMPTY = "take", "keep", "empty"
ALL = "all"


class WordField(EvidenceFileField):
    """A box to choose a Word document; its value is what stands in it, paragraph by paragraph."""

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Only the one kind, so that the phone offers no other."""
        return super().widget_attrs(widget) | {"accept": ".docx"}

    def clean(self, data: UploadedFile | None, initial: object = None) -> list[Unit]:
        """The document. Raises ValidationError with the reason against it, before anything in it is
        read if it can.
        """
        upload = forms.FileField.clean(self, data, initial)
        if not upload.name.lower().endswith(".docx"):
            raise ValidationError(NOT_WORD)
        if upload.size > MEGABYTES * 1024 * 1024:
            raise ValidationError(TOO_LARGE)
        content = upload.read()
        # Before it is unpacked for good: a bomb looks like a document.
        look_at("docx", content)
        return [Unit(*unit) for unit in json.loads(read_apart("units of docx", content))]


class WordInForm(forms.Form):
    """An edited document to be compared with what is stored."""

    document = WordField(
        label="Word document",
        help_text=f"A .docx file of up to {MEGABYTES} MB.",
        error_messages={"required": MISSING},
    )


# What is sealed for one purpose opens for no other.
SALT = "evidence.assessments.word.brought"


def sealed(brought: Brought, file: str) -> str:
    """What a document brings, and its name, as a page can hold it and nobody else can write it."""
    left = [vars(one) for one in brought.left]
    return signing.dumps([brought.said, left, file], salt=SALT, compress=True)


class BroughtForm(forms.Form):
    """What a document brings, as it travels along with a page: the file itself is not kept, and
    nobody has to choose it again.
    """

    brought = forms.CharField(widget=forms.HiddenInput, error_messages=NOT_WHOLE)

    def clean_brought(self) -> tuple[Brought, str]:
        """What the document brings, and its name. Raises ValidationError for what we did not
        seal.
        """
        try:
            said, left, file = signing.loads(self.cleaned_data["brought"], salt=SALT)
        except signing.BadSignature as error:
            raise ValidationError("What the page sent is not whole.") from error
        return Brought(said, [Left(**one) for one in left]), file


class WordOutForm(forms.Form):
    """Which templates are wanted, blank or filled."""

    use_required_attribute = False
    theme = forms.ChoiceField(
        label="Which themes?", error_messages=choose("Choose one theme, or all.")
    )
    filled = forms.ChoiceField(
        label="Blank or filled?",
        widget=forms.RadioSelect,
        error_messages=choose("Choose blank or filled."),
    )

    def __init__(self, *args, themes: list[FrameworkItem], own: bool, **options):
        super().__init__(*args, **options)
        named = [(theme.key, f"{theme.key} {theme.heading}") for theme in themes]
        self.fields["theme"].choices = [(ALL, f"All {len(themes)}"), *named]
        what = "what is written here, drafts included" if own else "what was submitted"
        self.fields["filled"].choices = [("yes", f"Filled with {what}"), ("no", "Blank")]


class DifferenceForm(VersionedForm):
    """Whose text should stand in one box."""

    choice = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=choose("Choose which words to keep.")
    )

    def __init__(self, *args, difference: Difference, **options):
        """`difference`: what the document says of this box."""
        super().__init__(*args, prefix=difference.name, **options)
        self.difference = difference
        self.fields["choice"].label = f"{difference.box.prompt.text} Which words?"
        # Emptying is a choice of its own: taking what a document says never empties a box.
        other = (TAKE, "Take the document’s words")
        if not difference.said:
            other = (EMPTY, "Empty this box")
        self.fields["choice"].choices = [(KEEP, "Keep what is here"), other]

    @classmethod
    def showing(cls, difference: Difference, choice: str) -> DifferenceForm:
        """The form of one difference, with this choice made beforehand."""
        initial = {"choice": choice, "version": difference.seen}
        return cls(difference=difference, initial=initial)


def wanted_in(sent: QueryDict, differences: Iterable[Difference]) -> list[Difference] | None:
    """Those that the page says to take, each with the version of the box that it showed; None where
    a choice is missing.
    """
    forms = [DifferenceForm(sent, difference=one) for one in differences]
    if not all(form.is_valid() for form in forms):
        return None
    return [
        replace(form.difference, seen=form.cleaned_data["version"])
        for form in forms
        if form.cleaned_data["choice"] != KEEP
    ]
