"""Forms of self-assessments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.asking.forms import AskingForm, Doubt, look_at
from accounts.fields import NOT_WHOLE, ManyField, VersionedForm
from accounts.words import day
from evidence.items.models import EvidenceItem
from foundations.identifiers import identifiers
from foundations.writing import WritingField

from .completeness import HOW_DO_WE_KNOW
from .models import Answer
from .places import Place
from .priorities import PRIORITIES
from .rating_forms import RatingsForm, said_of_text
from .ratings import Extents
from .services.boxes import Typed, as_lines, check_length

HELP = {
    HOW_DO_WE_KNOW: "Say what shows it, then tick the evidence.",
    PRIORITIES: "One to a line. Each can become a sub-action later.",
}
BROKEN = dict.fromkeys(
    ["required", "invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed"],
    NOT_WHOLE["required"],
)


class BoxField(WritingField):
    """One of the four boxes: never cut while somebody pastes. It may be empty in a draft, though
    not for good.
    """

    # The other boxes are stored, and this one may be, by what saves while people type.
    not_stored = "What you typed is still in the box."

    def __init__(self, **options):
        super().__init__(strip=False, max_length=None, rows=4, **options)
        # What may not be told in any box is said once, above the first.
        self.help_text = options.get("help_text", "")

    def to_python(self, value: str) -> str:
        """The text with one sort of line end, so that it is as long as it looks in the box."""
        return as_lines(super().to_python(value))

    def validate(self, value: str) -> None:
        """Any text will do: what is missing is asked for when it is submitted."""

    def run_validators(self, value: str) -> None:
        """Raises ValidationError for a text that is too long."""
        check_length(value)

    def look(self, text: str) -> list[Doubt]:
        """What is asked about; raises ValidationError for what seems to be an identifier."""
        if found := identifiers(text):
            raise ValidationError(
                f"This seems to hold {' and '.join(found)}. Please take it out: nothing about a "
                "person may be kept here. The rest of your text is saved; what you typed is still "
                "in the box.",
                code="identifier",
            )
        return look_at(text)


class CiteField(ManyField):
    """Pieces of evidence by tick boxes, each with its kind and day."""

    def label_from_instance(self, item: EvidenceItem) -> str:
        return f"{item.title} ({item.get_kind_display().lower()}, {day(item.dated_on)})"


class BoxesForm(RatingsForm):
    """The four boxes, each with the version that was read, what "How do we know?" cites, and the
    ratings.

    Beside a box stands a digest of what it held when the page was opened: one that was left alone
    is not sent over what somebody else wrote meanwhile. The same goes for the citations.
    """

    use_required_attribute = False
    cited = CiteField(
        label="Which evidence shows it?",
        queryset=EvidenceItem.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": "One of these has been removed meanwhile. Choose again.",
            "invalid_pk_value": "One of these has been removed meanwhile. Choose again.",
            "invalid_list": "One of these has been removed meanwhile. Choose again.",
        },
    )
    none_yet = forms.BooleanField(label="We have no evidence yet", required=False)

    def __init__(
        self,
        *args,
        place: Place,
        answers: dict,
        extents: Extents,
        evidence: QuerySet,
        none_yet: bool,
        **options,
    ):
        super().__init__(*args, **options)
        self.prompts = place.prompts
        self.add_ratings(place.lines, extents)
        for prompt in place.prompts:
            self._add_box(prompt.key, prompt.text, answers.get(prompt.key))
        # What this person may cite: another's internal evidence is no choice.
        self.fields["cited"].queryset = evidence
        self.fields["none_yet"].initial = none_yet
        self.order_fields(self._as_on_the_page())

    def _as_on_the_page(self) -> list[str]:
        # The ratings, which are not named here, stand after the boxes.
        keys = [prompt.key for prompt in self.prompts]
        cited = keys.index(HOW_DO_WE_KNOW) + 1 if HOW_DO_WE_KNOW in keys else len(keys)
        return [*keys[:cited], "cited", "none_yet", *keys[cited:]]

    def _add_box(self, key: str, label: str, answer: Answer | None) -> None:
        text = answer.text if answer else ""
        self.fields[key] = BoxField(label=label, initial=text, help_text=HELP.get(key, ""))
        self.fields[f"version-{key}"] = forms.IntegerField(
            widget=forms.HiddenInput,
            initial=answer.version if answer else 0,
            min_value=0,
            max_value=10**9,
            error_messages=BROKEN,
        )
        self.fields[f"shown-{key}"] = forms.CharField(
            widget=forms.HiddenInput,
            initial=_digest(text),
            required=False,
            max_length=16,
            error_messages=BROKEN,
        )

    def typed(self) -> Iterator[Typed]:
        """The boxes that may be saved, also those in which something must be masked; without those
        left alone.
        """
        for prompt in self.prompts:
            text, seen = (
                as_lines(self.data.get(prompt.key, "")),
                self.cleaned_data.get(f"version-{prompt.key}"),
            )
            if (
                seen is not None
                and self._may_be_saved(prompt.key)
                and _digest(text) != self._shown(prompt.key)
            ):
                yield Typed(prompt, text, seen)

    def _may_be_saved(self, key: str) -> bool:
        # A box with an identifier is stored all the same, masked: the rest of it is not lost.
        return all(error.code == "identifier" for error in self.errors.as_data().get(key, []))

    def _shown(self, key: str) -> str:
        return self.cleaned_data.get(f"shown-{key}", "")

    def see_anew(self, answers: dict[str, Answer]) -> None:
        """Keep what was typed and take the versions that now stand, so that the next save is made
        knowing both.
        """
        # What was sent cannot be changed itself.
        self.data = self.data.copy()
        for key, answer in answers.items():
            self.data[f"version-{key}"] = str(answer.version)
            self.data[f"shown-{key}"] = _digest(answer.text)

    def cites(self) -> tuple[set[int], set[int]]:
        """The ids of evidence to cite from now on, and of that to cite no longer; both empty where
        an error stands.
        """
        if "cited" in self.errors:
            return set(), set()
        # Only what was changed on this page: what a colleague cited meanwhile stays cited.
        ticked = {item.pk for item in self.cleaned_data["cited"]}
        before = {
            int(pk)
            for pk in self.data.getlist("cited_before")
            if pk.isdecimal() and len(pk) <= ManyField.longest
        }
        return ticked - before, before - ticked

    def says_of_none_yet(self) -> bool | None:
        """Whether there is no evidence yet, if this was changed on the page; None if it was left
        alone.
        """
        now, before = self.cleaned_data["none_yet"], bool(self.data.get("none_before"))
        return now if now != before else None

    def wrong_marks(self) -> list[str]:
        """What speaks against the ticks and ratings of a page, whatever stands in its boxes."""
        names = {"__all__", "cited", "none_yet", *(f"extent-{line.key}" for line in self.rated)}
        return [text for name, said in self.errors.items() if name in names for text in said]


def _digest(text: str) -> str:
    """What tells whether a text is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class SetAsideForm(AskingForm):
    """Why a theme does not apply to a service."""

    reason = WritingField(
        label="Why does this theme not apply to your service?",
        max_length=500,
        rows=3,
        error_messages=said_of_text("Say why the theme does not apply.", "the reason"),
    )


class ReopenForm(VersionedForm):
    """Why what was submitted is taken up again."""

    reason = WritingField(
        label="Why do you reopen it?",
        max_length=300,
        rows=2,
        error_messages=said_of_text("Say why you reopen it.", "the reason"),
    )


class SubmitForm(VersionedForm):
    """What was read through before it is submitted."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=16, error_messages=BROKEN)


class AutosaveForm(forms.Form):
    """What the page sends while somebody types: a text, and the version it was written on."""

    # Just as it was typed: the service takes out what cannot be stored, and says what is too long.
    text = forms.Field(required=False)
    version = forms.IntegerField(
        min_value=0,
        max_value=10**9,
        error_messages=NOT_WHOLE | dict.fromkeys(("min_value", "max_value"), NOT_WHOLE["required"]),
    )
