"""Forms of what was heard and of the answers to it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.choosers import MOST_FOLDED, ChooseMany, ChooseOne
from accounts.fields import DayField, FormKeyField, MergedForm, VersionedForm
from accounts.finders import OFFERED, FindMany, FindOne
from accounts.models import User
from accounts.permissions import may
from accounts.together import read_together
from actions.status import Visibility
from evidence.items.models import Consent
from foundations.choosing import closest_to
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind
from foundations.names import shortened
from foundations.writing import WritingField, WritingLine

from .models import READERS, HeardKind, ReplyKind

# Never stored: a gist is what stands without consent.
GIST = "gist"
WHOSE_WORDS = [
    (GIST, "No, this is what they said in short"),
    (Consent.SPOKEN, "Yes, and the group agreed out loud"),
    (Consent.WRITTEN, "Yes, and the group agreed in writing"),
]
# What a group said comes through the Champions Board staff alone.
CHOICES_FOR_ALL = [HeardKind.IDEA, HeardKind.OFFER]


def named(item: FrameworkItem) -> str:
    """A sub-action or call in a list of choices: its key and how its wording begins."""
    words = f"{item.heading}: {item.text}" if item.kind == ItemKind.CALL else item.title
    return shortened(f"{item.key} {words}", 160)


def work_and_calls() -> QuerySet:
    """What can be asked to answer."""
    return FrameworkItem.objects.of_kind(ItemKind.SUB_ACTION, ItemKind.CALL)


def near(words: str, rows: QuerySet | None = None) -> list[FrameworkItem]:
    """Of what can be asked to answer, or of these rows, the first that hold all of the words; where
    none does, those that share the rarest of them.
    """
    rows = work_and_calls() if rows is None else rows
    return list(rows.with_words(words)[:OFFERED]) or closest_to(words, rows)


class _ByKey:
    """Sub-actions and calls, in folded groups or by their keys."""

    find = "find-work-and-calls"

    def named(self, typed: str) -> FrameworkItem | None:
        # What stands behind a key says only what it is.
        return self.queryset.filter(key__iexact=typed.split(" ")[0].strip(".,:;")).first()

    def near(self, typed: str) -> list[FrameworkItem]:
        return near(typed, self.queryset)

    def label_from_instance(self, item: FrameworkItem) -> str:
        return named(item)

    def _listed(self) -> list[FrameworkItem] | None:
        # In the order of their own pages.
        work = self.queryset.of_kind(ItemKind.SUB_ACTION).select_related("parent")
        work = work.order_by("parent__local", "parent__order", "order", "pk")[: MOST_FOLDED + 1]
        calls = self.queryset.calls()[: MOST_FOLDED + 1]
        read_together(work, calls)
        items = [*work, *calls]
        return items if len(items) <= MOST_FOLDED else None

    def _choices_of(self, items: Iterable[FrameworkItem]) -> list[tuple[str, list]]:
        groups: dict[str, list[tuple[int, str]]] = {}
        for item in items:
            row = item.pk, named(item)
            groups.setdefault(shortened(_group_of(item), 80), []).append(row)
        return list(groups.items())


class FindTexts(_ByKey, FindMany):
    """Any number of sub-actions and calls."""


class FindText(_ByKey, FindOne):
    """One sub-action or call."""


def _group_of(item: FrameworkItem) -> str:
    parent = item.parent
    # Local work may stand under nothing.
    if parent is None:
        return "Others"
    return (
        f"Calls: {parent.heading}"
        if item.kind == ItemKind.CALL
        else f"Action {parent.key}: {parent.title}"
    )


def _messages(required: str, shorten: str) -> dict[str, str]:
    """What a box for text says when it is empty, too long, or holds what is no text."""
    return {
        "required": required,
        "max_length": f"Shorten {shorten}: %(show_value)s of %(limit_value)s characters.",
        "null_characters_not_allowed": "Take away the sign that cannot be read.",
    }


class EntryForm(VersionedForm):
    """What was heard, and to whom it goes."""

    theme = WritingLine(
        label="What is it about?",
        max_length=150,
        error_messages=_messages("Say in a few words what it is about.", "what it is about"),
    )
    words = WritingField(
        label="What was said?",
        help_text="Where fewer than five people spoke, say it in short and not in their own words.",
        error_messages=_messages("Write what was said.", "what was said"),
    )
    consent = forms.ChoiceField(
        label="Are these the group’s own words?",
        choices=WHOSE_WORDS,
        initial=GIST,
        widget=forms.RadioSelect,
        help_text="Own words need the group’s consent. Leave out who said them.",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Say whether these are the group’s own words."
        ),
    )
    heard_on = DayField(
        label="When was it said?",
        initial=timezone.localdate,
        help_text="For example 31/12/2026.",
        error_messages={"required": "Say on which day it was said, such as 31/12/2026."},
    )
    items = FindTexts(
        label="Which sub-actions and calls is it for?",
        queryset=work_and_calls(),
        widget=ChooseMany,
        error_messages={
            "required": "Choose at least one sub-action or call: those who work on it will answer.",
            **dict.fromkeys(
                ["invalid_choice", "invalid_pk_value", "invalid_list"],
                "Choose sub-actions and calls from the list.",
            ),
        },
        help_text="Those who work on them are asked to answer. An offer to join a focus group "
        "needs none.",
    )
    five_or_more = forms.BooleanField(
        label="Five or more people said this, from more than one house or school",
        required=False,
        help_text="Leave this if they were fewer, or all from one. Then it stays inside: only "
        "the Champions Board staff read it, whoever is chosen below.",
    )
    visibility = forms.ChoiceField(
        label="Who may read this?",
        choices=READERS,
        initial=Visibility.BOARD,
        widget=forms.RadioSelect,
        help_text="Those who are asked to answer must be able to read it.",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose who may read this."),
    )

    def __init__(self, *args, kind: str = HeardKind.HEARD, **options):
        super().__init__(*args, **options)
        # What must not be written is said once, below the longer box.
        such_as = "A few words, such as “Seeing our brothers and sisters”."
        self.fields["theme"].help_text = such_as
        # Nobody has to act on an offer: the Champions Board staff read it.
        self.fields["items"].required = kind != HeardKind.OFFER
        if kind != HeardKind.HEARD:
            del self.fields["consent"], self.fields["five_or_more"]

    def clean_consent(self) -> str:
        """Empty for a gist, as it is stored."""
        consent = self.cleaned_data["consent"]
        return "" if consent == GIST else consent


class NewEntryForm(EntryForm):
    """A new entry: what a group said (for Champions Board staff), an idea, or an offer."""

    version = None
    kind = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose what it is."),
    )
    form_key = FormKeyField()
    field_order = ["kind"]

    def __init__(self, *args, by: User, wanted: list[str] = (), of_kind: str = "", **options):
        logs = may(by, "log_heard")
        super().__init__(*args, kind=HeardKind.HEARD if logs else HeardKind.IDEA, **options)
        offered = list(HeardKind) if logs else CHOICES_FOR_ALL
        self.fields["items"].required = self.data.get("kind") != HeardKind.OFFER
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in offered]
        self.fields["kind"].initial = of_kind if of_kind in offered else offered[0]
        asked = work_and_calls().filter(key__in=wanted).values_list("pk", flat=True)
        self.fields["items"].initial = list(asked) if wanted else []


class ReplyForm(MergedForm):
    """What changed, or why not."""

    kind = forms.ChoiceField(
        label="Did something change?",
        choices=ReplyKind,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Say whether something changed, or why not."
        ),
    )
    words = WritingField(
        label="Your answer",
        help_text="Write to those who spoke: what is different now, or why it is not, and what "
        "they can expect. With the code that the group may have on paper it reads your answer.",
        error_messages=_messages("Write your answer.", "your answer"),
    )


class SendForm(forms.Form):
    """One more sub-action or call for an entry to go to."""

    item = FindText(
        label="Which sub-action or call can act on it?",
        queryset=FrameworkItem.objects.none(),
        widget=ChooseOne,
        empty_label=None,
        error_messages={
            "required": "Choose a sub-action or call.",
            "invalid_choice": "Choose one from the list that this has not been sent to.",
        },
    )

    def __init__(self, *args, already: Iterable[int], **options):
        super().__init__(*args, **options)
        self.fields["item"].queryset = work_and_calls().exclude(pk__in=already)


class RemoveHeardForm(VersionedForm):
    """Why an entry is removed."""

    reason = WritingLine(
        label="Why are you removing it?",
        max_length=300,
        error_messages=_messages("Say why you are removing it.", "why you are removing it"),
    )
