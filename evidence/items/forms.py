"""Forms of evidence items and of what they support."""

from __future__ import annotations

from dataclasses import fields

from django import forms
from django.utils import timezone

from accounts.fields import (
    TEXT_FAULTS,
    DayField,
    FormKeyField,
    ManyField,
    PlainForm,
    VersionedForm,
    choose,
)
from accounts.models import User
from accounts.words import day
from actions.models import ProgressUpdate
from actions.status import Visibility
from evidence.files.checking import EvidenceFileField
from foundations.models import FrameworkItem, Kind
from foundations.writing import WritingField, WritingLine

from .addresses import AddressField
from .content import CONTENT, content_of
from .figures import FigureField, check_figure
from .kept_upload import YES, KeptUpload
from .medium import Medium
from .models import Consent, EvidenceKind
from .offers import choices_by_kind
from .said import Said

NO = "no"
MEANT = {
    Medium.FILE: "A document, a PDF, a spreadsheet or a photo.",
    Medium.LINK: "A page on the web.",
    Medium.NOTE: "Words that you write down here.",
    Medium.FIGURE: "One number, and what it counts.",
    Medium.QUOTE: "Somebody’s own words, without the name.",
}
# What the form asks of each medium, with the sentence for whoever leaves it empty.
ASKED = {medium: each.missing for medium, each in CONTENT.items()}
ASKED[Medium.FILE] = ASKED[Medium.FILE] | {
    "recognisable": "Say whether anyone could be recognised."
}
QUESTIONS = {name: words for asked in ASKED.values() for name, words in asked.items()}
RECOGNISABLE = (
    "Then it cannot be kept here. Crop or blur it until nobody can be recognised and choose the "
    "new file, or choose “A note” above and describe what it shows."
)


class FundamentalsChoice(forms.CheckboxSelectMultiple):
    """Tick boxes of the five fundamentals, each with what it says."""

    def create_option(self, name: str, value, *args, **options) -> dict:
        return super().create_option(name, value, *args, **options) | {"hint": value.instance.text}


class FundamentalsField(ManyField):
    """Any of the five fundamentals."""

    widget = FundamentalsChoice

    def label_from_instance(self, item: FrameworkItem) -> str:
        return item.heading


class MediumChoice(forms.RadioSelect):
    """The five media, each with what is meant."""

    def create_option(self, name: str, value: str, *args, **options) -> dict:
        return super().create_option(name, value, *args, **options) | {"hint": MEANT.get(value)}


class SaidForm(PlainForm):
    """What is said about evidence, whatever it is made of."""

    kind = forms.ChoiceField(
        label="What kind of evidence is it?",
        choices=EvidenceKind,
        widget=forms.RadioSelect,
        error_messages=choose("Choose what kind of evidence it is."),
    )
    title = WritingLine(
        label="Give it a short name",
        max_length=150,
        with_notice=False,
        error_messages={"required": "Say what this is called."},
    )
    shows = WritingField(
        label="What does it show?",
        rows=2,
        with_notice=False,
        help_text="In a sentence or two.",
        error_messages={"required": "Say what it shows."},
    )
    dated_on = DayField(
        label="What date is this from?",
        help_text="The day it is about. For example 31/12/2026.",
        error_messages={"required": "Say what date this is from."},
    )
    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=Visibility,
        initial=Visibility.BOARD,
        widget=forms.RadioSelect,
        error_messages=choose("Choose who may see it."),
    )
    fundamentals = FundamentalsField(
        label="Which of the five fundamentals does it show?",
        queryset=FrameworkItem.objects.of_kind(Kind.FUNDAMENTAL),
        required=False,
        error_messages=choose("Choose from the five fundamentals."),
    )
    review_on = DayField(
        label="When should somebody look at it again?",
        required=False,
        help_text="A day after today, if it may go out of date.",
    )


class EvidenceForm(KeptUpload, SaidForm):
    """Evidence for the thing on whose page it is added."""

    medium = forms.ChoiceField(
        label="What do you have?",
        choices=Medium,
        widget=MediumChoice,
        error_messages=choose("Choose what you have."),
    )
    words = WritingField(
        label="The words of the note or quote",
        with_notice=False,
        error_messages={"required": QUESTIONS["words"]},
    )
    consent = forms.ChoiceField(
        label="For a quote: how did the person quoted agree?",
        choices=Consent,
        widget=forms.RadioSelect,
        help_text="Leave out who said it. A quote can be kept only if the person agreed to it.",
        error_messages=choose(QUESTIONS["consent"]),
    )
    number = FigureField(label="The number", error_messages={"required": QUESTIONS["number"]})
    unit = WritingLine(
        label="What does the number count?",
        max_length=120,
        with_notice=False,
        help_text="For example: people in the twelve months of 2025.",
        error_messages={"required": QUESTIONS["unit"]},
    )
    url = AddressField(
        label="The address of the page",
        help_text="For example: www.gov.scot/publications.",
        error_messages=TEXT_FAULTS
        | {
            "required": QUESTIONS["url"],
            "invalid": "Give a whole address, such as https://www.gov.scot/publications/.",
        },
    )
    upload = EvidenceFileField(label="The file")
    recognisable = forms.ChoiceField(
        label="For a file: could anyone recognise a child or young person from this?",
        choices=[(NO, "No"), (YES, "Yes, or perhaps")],
        widget=forms.RadioSelect,
        help_text="Think of faces, names, school badges, handwriting and homes. "
        "Your answer is kept with your name.",
        error_messages=choose(QUESTIONS["recognisable"]),
    )
    update = forms.ModelChoiceField(
        label="Which update does it belong to?",
        queryset=ProgressUpdate.objects.none(),
        required=False,
        empty_label="No update in particular",
        error_messages=choose("Choose one of the updates, or none."),
    )
    also = forms.MultipleChoiceField(
        label="What else does it support?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=choose("Choose only what is on the list."),
    )
    form_key = FormKeyField()
    content = ("medium", "words", "consent", "number", "unit", "url", "upload", "recognisable")
    said = ("kind", "title", "shows", "dated_on", "visibility")
    # The optional rest of the form, which is folded away.
    more = ("update", "also", "fundamentals", "review_on")
    field_order = (*content, *said, *more)

    def __init__(
        self, *args, item: FrameworkItem, by: User, offered: list[FrameworkItem], **options
    ):
        super().__init__(*args, **options)
        self.item, self.offered = item, {found.key: found for found in offered}
        self.look_aside(by)
        self._ask_by_medium()
        self.fields["dated_on"].initial = timezone.localdate
        self.fields["also"].choices = choices_by_kind(offered)
        self.fields["update"].label_from_instance = lambda update: (
            f"{day(update.posted_on)}, {update.posted_by}"
        )
        if item.kind == Kind.SUB_ACTION:
            updates = item.sub_action.updates.current().visible_to(by).select_related("posted_by")
            self.fields["update"].queryset = updates
        else:
            del self.fields["update"]
        # A group of no boxes would be a question without an answer.
        if not offered:
            del self.fields["also"]

    def _ask_by_medium(self) -> None:
        # All of them while none is chosen: without a script all boxes stand there.
        needed = ASKED.get(self.data.get("medium"), []) if self.is_bound else QUESTIONS
        for name in QUESTIONS:
            self.fields[name].required = name in needed and not (name == "upload" and self.arrived)

    @property
    def said_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.said]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether the folded part holds an error, or a choice already made."""
        return any(field.errors or field.value() for field in self.more_fields)

    def clean_recognisable(self) -> str:
        if self.cleaned_data["recognisable"] == YES:
            raise forms.ValidationError(RECOGNISABLE)
        return self.cleaned_data["recognisable"]

    def clean(self) -> dict:
        """What was typed for another medium is said and not dropped: it may be what was meant."""
        if chosen := self.cleaned_data.get("medium"):
            label = Medium(chosen).label
            # An answer about a file that is none says nothing that could be lost.
            for name in QUESTIONS.keys() - ASKED[chosen].keys() - {"recognisable"}:
                if self.cleaned_data.get(name) not in ("", None):
                    words = (
                        f"This does not belong to “{label}”. Empty it, or choose "
                        "something else "
                        "above."
                    )
                    self.add_error(name, forms.ValidationError(words, code="not_asked"))
            if chosen == Medium.FIGURE:
                check_figure(self, "number", self.cleaned_data.get("unit"))
        return self.cleaned_data

    @property
    def values(self) -> dict:
        """What `add_evidence` takes, of a valid form."""
        values = self.cleaned_data
        also = [self.offered[key] for key in values.get("also", [])]
        return {
            "supports": [self.item, *also],
            "content": content_of(values["medium"], values),
            "said": Said(**{field.name: values[field.name] for field in fields(Said)}),
            "fundamentals": values["fundamentals"],
            "update": values.get("update"),
            "form_key": values["form_key"],
        }


class EditEvidenceForm(VersionedForm, SaidForm):
    """What is said about evidence, changed."""


class RemoveEvidenceForm(VersionedForm, PlainForm):
    """Why evidence is removed."""

    reason = WritingLine(
        label="Why are you removing it?",
        max_length=300,
        error_messages={"required": "Say why you are removing it."},
    )
