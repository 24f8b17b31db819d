"""Forms of links and of corrections."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.text import Truncator

from accounts.asking.forms import AskingForm
from accounts.fields import NOT_WHOLE, FormKeyField, LineField, VersionedForm, take_new_key
from accounts.models import User

from .choosing import SHOWN, choice_of, closest_to, found_by, linked_last
from .joining import WORK, ends_of
from .models import CorrectionState, FrameworkItem, Kind, Part
from .writing import NOTICE, CheckedText, WritingField

# The headings under which the other end of a link is chosen; what is left stands under its kind.
UNDER_A_PARENT = {
    Kind.CALL: "Calls to action of {0.heading}",
    Kind.RECOMMENDATION: "Recommendations of {0.key} {0.heading}",
    Kind.POINT: "Residential briefing: {0.heading}",
}
UNDER_A_KIND = {
    Kind.THEME: "Themes",
    Kind.FUNDAMENTAL: "Fundamentals",
    Kind.HEADLINE: "Headlines of the residential briefing",
    Kind.STATEMENT: "Vision statements of the national plan",
}
WORDS_OF_A_CHOICE = 12
UNREADABLE = {
    "null_characters_not_allowed": "Take out the characters that cannot be read.",
}
NO_REASON = UNREADABLE | {"required": "Give a reason."}


def _lineage(item: FrameworkItem) -> list[FrameworkItem]:
    """An item after everything that it is part of."""
    return [*(_lineage(item.parent) if item.parent else []), item]


def _heading_of(item: FrameworkItem) -> str:
    """The heading under which an item is chosen: calls by foundation, recommendations by theme,
    work by action.
    """
    if item.kind in WORK:
        return _lineage(item)[0].label
    kind = Kind(item.kind)
    return UNDER_A_KIND.get(kind) or UNDER_A_PARENT[kind].format(item.parent)


def _grouped_choices(items: Iterable[FrameworkItem]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Items as a grouped choice; each begins with its key, so that a reader who knows it can type
    it.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        words = Truncator(item.title).words(WORDS_OF_A_CHOICE)
        groups.setdefault(_heading_of(item), []).append((item.key, f"{item.key} {words}"))
    return list(groups.items())


class AddLinkForm(AskingForm):
    """What an item is linked to, and why. Of the many that may be chosen the page shows those that
    `words` finds, or those that `by` has linked last.
    """

    words = LineField(
        label="Find it by its key or some words",
        max_length=100,
        required=False,
        help_text="For example C18, 4.1 or short breaks.",
    )
    other = forms.ChoiceField(
        label="What is it linked to?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Find what it is linked to, then choose it.",
            "invalid_choice": "Choose a text from the list.",
        },
    )
    reason = WritingField(
        label="Why do these two belong together?",
        max_length=300,
        rows=3,
        help_text="It is shown beside the link.",
        error_messages=NO_REASON,
    )

    def __init__(self, *args, item: FrameworkItem, by: User | None = None, **options):
        super().__init__(*args, **options)
        kinds = ends_of(item).kinds
        found = FrameworkItem.objects.of_kind(*kinds).select_related("parent__parent")
        # What was chosen is looked up here, so nothing can come in that was not on offer.
        self.found = {
            other.key: other for other in sorted(found, key=lambda other: self._place(other, kinds))
        }
        self.fields["other"].choices = [
            ("", "Choose a text"),
            *_grouped_choices(self.found.values()),
        ]
        self._show(by)

    def _show(self, by: User | None) -> None:
        """Offer on the page what was found, with what is chosen already."""
        searched = str(self["words"].value() or "").strip()
        if searched:
            shown = found_by(searched, self.found.values())
        else:
            shown = linked_last(by, self.found.values()) if by else []
        self.number_found = len(shown) if searched else None
        if self.number_found == 0:
            shown = closest_to(searched, self.found.values())
        self.shown = min(len(shown), SHOWN)
        chosen = self.found.get(self["other"].value())
        first = [chosen] if chosen and chosen not in shown[:SHOWN] else []
        choices = [choice_of(item) for item in [*first, *shown[:SHOWN]]]
        self.fields["other"].widget.choices = choices

    @staticmethod
    def _place(item: FrameworkItem, kinds: tuple[Kind, ...]) -> tuple:
        """Kind by kind, all work together, and within that in printed order."""
        # An action, its sub-actions and their criteria are one group, in printed order.
        kind = WORK[0] if item.kind in WORK else item.kind
        return kinds.index(kind), [(part.local, part.order, part.pk) for part in _lineage(item)]

    def clean_other(self) -> FrameworkItem:
        """The item itself."""
        return self.found[self.cleaned_data["other"]]


class DecisionForm(VersionedForm):
    """Why a link is confirmed, rejected or removed."""

    reason = WritingField(
        label="Why?",
        max_length=300,
        rows=3,
        help_text="It is shown beside the link, with your name.",
        error_messages=NO_REASON,
    )


class CorrectionForm(AskingForm):
    """How one part of a published text should read, and why."""

    part = forms.ChoiceField(
        choices=Part,
        widget=forms.HiddenInput,
        error_messages=NOT_WHOLE | {"invalid_choice": NOT_WHOLE["invalid"]},
    )
    # It begins as the source's own words, on which no hint is due.
    wording = CheckedText(
        label="How should it read?",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"The source’s wording is in the box: change what is wrong. {NOTICE}",
        error_messages=UNREADABLE | {"required": "Write how it should read."},
    )
    reason = WritingField(
        label="Why should it read so?",
        max_length=500,
        rows=3,
        help_text="For example: a line is missing, or the printed document reads otherwise.",
        error_messages=NO_REASON,
    )
    form_key = FormKeyField()

    def clean_wording(self) -> str:
        # Browsers send \r\n, by which every paragraph would differ from the source.
        return self.cleaned_data["wording"].replace("\r\n", "\n")

    def see_anew(self, _version: int) -> None:
        """Keep what was typed as a proposal of its own, beside the one that this form has
        stored.
        """
        take_new_key(self)


class AnswerForm(VersionedForm):
    """Whether a proposed correction is right, and why."""

    state = forms.ChoiceField(
        label="Should it read so?",
        choices=[
            (CorrectionState.AGREED, "Agree: it should read as proposed"),
            (CorrectionState.DECLINED, "Decline: the source’s wording is right"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether you agree.",
            "invalid_choice": "Choose whether you agree.",
        },
    )
    answer = WritingField(
        label="Why?",
        max_length=500,
        rows=3,
        help_text="It is shown beside the proposal.",
        error_messages=NO_REASON,
    )
