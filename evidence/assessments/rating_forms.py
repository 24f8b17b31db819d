"""Choices of the words by which recommendations are rated, and the form in which the words
themselves are changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from accounts.asking.forms import AskingForm
from foundations.models import FrameworkItem, Kind
from foundations.writing import WritingField

from .ratings import Choice, Extents
from .services.ratings import LONGEST, MOST, NOT_ON_OFFER, Chosen


def said_of_text(missing: str, what: str) -> dict[str, str]:
    """What a field of words says when nothing is written, too much, or what cannot be stored."""
    return {
        "required": missing,
        "max_length": f"Shorten {what} to %(limit_value)d characters; it has %(show_value)d.",
        "null_characters_not_allowed": f"Take the invisible signs out of {what}; type it again.",
    }


class RatingsForm(AskingForm):
    """To what extent each recommendation of a theme is met, in the words on offer.

    Beside each choice stands what it was when the page was opened: one that was left alone is not
    written over what somebody else chose meanwhile.
    """

    def add_ratings(self, lines: list[FrameworkItem], extents: Extents) -> None:
        self.rated = [line for line in lines if line.kind == Kind.RECOMMENDATION]
        self.extents = extents
        for line in self.rated:
            self._add_choice(line.key)

    def _add_choice(self, key: str) -> None:
        word = self.extents.own[key].word if key in self.extents.own else ""
        # An old word can stay, and cannot be chosen anew.
        earlier = [word] if word and word not in self.extents.words else []
        self.fields[f"extent-{key}"] = forms.ChoiceField(
            label=f"How far is {key.partition('.')[2]} met?",
            widget=forms.RadioSelect,
            choices=[("", "Not rated"), *((one, one) for one in [*earlier, *self.extents.words])],
            initial=word,
            required=False,
            error_messages={"invalid_choice": NOT_ON_OFFER},
        )
        self.fields[f"rated-{key}"] = forms.CharField(
            widget=forms.HiddenInput,
            initial=word,
            required=False,
            max_length=LONGEST,
            error_messages=said_of_text("", "the earlier rating"),
        )

    def chosen(self) -> Iterator[Chosen]:
        """The recommendations whose words were changed on the page."""
        for line in self.rated:
            before, word = (
                self.cleaned_data.get(f"{name}-{line.key}") for name in ("rated", "extent")
            )
            if before is not None and word is not None:
                word = word or self._taken_over(line.key)
                if word != before:
                    yield Chosen(line, before, word)

    def _taken_over(self, key: str) -> str:
        """The word of the same recommendation elsewhere, where its box is ticked."""
        return (
            self.extents.twins[key].word
            if self._takes_over(key) and key in self.extents.twins
            else ""
        )

    def _takes_over(self, key: str) -> bool:
        return self.is_bound and key in self.data.getlist("same")

    def choices(self) -> dict[str, Choice]:
        """What the page shows beside each recommendation, by its key."""
        return {line.key: self._choice(line.key) for line in self.rated}

    def _choice(self, key: str) -> Choice:
        own, twin = self.extents.own.get(key), self.extents.twins.get(key)
        words = self.extents.words
        return Choice(
            field=self[f"extent-{key}"],
            before=self[f"rated-{key}"],
            earlier=own is not None and own.word not in words,
            twin=twin if twin and own is None and twin.word in words else None,
            taken=self._takes_over(key),
        )

    def see_ratings_anew(self, now: dict[str, str]) -> None:
        """Keep what was chosen and take the words that now stand, so that the next save is made
        knowing both.
        """
        self.data = self.data.copy()
        for key, word in now.items():
            self.data[f"rated-{key}"] = word


class ScaleForm(AskingForm):
    """Other words for the steps, and why."""

    words = WritingField(
        label="The steps in words, one a line",
        max_length=MOST * (LONGEST + 10),
        rows=MOST,
        help_text="Begin with the least.",
        with_notice=False,
        error_messages=said_of_text("Write the steps, one a line.", "the steps"),
    )
    reason = WritingField(
        label="Why do you change them?",
        max_length=300,
        rows=2,
        error_messages=said_of_text("Say why you change the steps.", "the reason"),
    )
    # What was on offer when the page was opened.
    seen = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        max_length=MOST * (LONGEST + 10),
        error_messages=said_of_text("", "the earlier steps"),
    )

    def see_anew(self, words: list[str]) -> None:
        """Keep what was typed and take the words that now stand, so that the next save is made
        knowing both.
        """
        self.data = self.data.copy()
        self.data["seen"] = "\n".join(words)

    def steps(self, name: str) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data[name].splitlines())
        return [line for line in lines if line]
