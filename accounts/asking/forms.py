"""One question a save: may what stands in these texts stay, though it might tell who somebody is?

It is answered with a reason, which is kept with a digest of each passage and never the passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from ..removal.models import Removal
from ..removal.returning import returning_in
from ..words import is_blank
from .models import LONGEST_REASON, Assurance

OTHER = "other"
REASONS = {
    "work": "It is about somebody in their work, such as a colleague or a councillor",
    "nobody": "It is a group, a place, a school, or a number that is nobody’s own",
    OTHER: "Another reason",
}
NO_REASON = "Take it out, or say below why it may stay."
NO_WORDS = "Say in a few words why it may stay."
NAMES_SOMEBODY = "Say why it may stay without naming anybody."


class Doubt(NamedTuple):
    """A passage that may tell who somebody is: what it looks like, its words, and the sentence in
    which it is answered for (none for a number, which is the same wherever it stands).
    """

    kind: str
    passage: str
    sentence: str = ""

    @property
    def digest(self) -> str:
        """By what the answer is known again; nothing can be read from it."""
        return salted_hmac("accounts.asking", "\n".join(self)).hexdigest()


# What looks at every text that is kept: raises ValidationError for what may not be, and returns
# what is asked about. Apps above add theirs when they start.
LOOKS: list[Callable[[str], Iterable[Doubt]]] = []


def look_at(text: str) -> list[Doubt]:
    """What is asked about in a text; raises ValidationError for what may not be kept at all."""
    return [doubt for look in LOOKS for doubt in look(text)]


def is_unasked(text: str) -> bool:
    """Whether a stored text holds what would be refused or asked about now, and nobody has answered
    for: it came in by another way than a form, or before the question was.
    """
    try:
        return bool(_not_assured({"": look_at(text)}))
    except ValidationError:
        return True


class Asks:
    """A field with `doubts`, about which its form asks."""

    doubts: Iterable[Doubt] = ()
    asks = True
    # What is said of the text behind the question.
    not_stored = "Nothing has been stored yet."

    def text_of(self, value: object) -> str:
        """What of its value may hold words that were taken out before."""
        return value if isinstance(value, str) else ""


class Checked(Asks):
    """A field for a text that is kept, which looks at it; `asks`: whether it also asks, or only
    refuses.
    """

    def __init__(self, *, asks: bool = True, **options):
        self.asks = asks
        super().__init__(**options)

    def clean(self, value: str) -> str:
        """The text; raises ValidationError for what may not be kept."""
        text = super().clean(value)
        found = self.look(text)
        self.doubts = found if self.asks else ()
        return text

    def look(self, text: str) -> list[Doubt]:
        """As `look_at`; a field may refuse in its own words."""
        return look_at(text)


@dataclass
class Question:
    """What a form asks about, by the names of its fields, and what was answered."""

    doubts: Mapping[str, list[Doubt]]
    sent: Iterable[str] = ()  # the digests that were asked about on the page
    why: str = ""
    other: str = ""
    # What each part of the answer is called in the form.
    names: Mapping[str, str] = field(default_factory=dict)

    reasons = REASONS

    @property
    def at(self) -> str:
        """The field at which it is asked."""
        return next(iter(self.doubts))

    @cached_property
    def passages(self) -> list[Doubt]:
        """Each passage once."""
        return list(dict.fromkeys(doubt for some in self.doubts.values() for doubt in some))

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is shown: kinds and passages, each pair once though several sentences hold it."""
        return list(dict.fromkeys((doubt.kind, doubt.passage) for doubt in self.passages))

    @cached_property
    def fault(self) -> str:
        """What is wrong with the answer; empty where it is one."""
        if not {doubt.digest for doubt in self.passages} <= set(self.sent):
            return NO_REASON
        if self.why != OTHER:
            return "" if self.why in REASONS else NO_REASON
        return NO_WORDS if is_blank(self.other) else _fault_of_words(self.other)

    @property
    def answer(self) -> list[tuple[str, str]]:
        """What another page sends along with the form: pairs of a name and a value."""
        about = [(self.names["about"], doubt.digest) for doubt in self.passages]
        return [*about, (self.names["why"], self.why), (self.names["words"], self.other)]

    @property
    def reason(self) -> str:
        """The reason in words, of a good answer."""
        return self.other if self.why == OTHER else REASONS[self.why]


def _fault_of_words(text: str) -> str:
    if len(text) > LONGEST_REASON:
        return f"Give a reason of at most {LONGEST_REASON} characters."
    try:
        return NAMES_SOMEBODY if look_at(text) else ""
    except ValidationError:
        return NAMES_SOMEBODY


class AskingForm(forms.Form):
    """A form that asks once about what is doubtful in all of its fields."""

    question: Question | None = None
    # What was taken out of here before, where the page has read it with what else it asks.
    removals: Iterable[Removal] | None = None

    def full_clean(self) -> None:
        """Clean the fields, then ask; the errors stand by the fields with something doubtful."""
        super().full_clean()
        self.question = self._ask() if self.is_bound else None
        if self.question and self.question.fault:
            for name in self.question.doubts:
                self.add_error(name, ValidationError(self._sentence(name), code="doubtful"))

    def _ask(self) -> Question | None:
        again = returning_in(dict(self._texts()), self.removals)
        found = {
            name: [*getattr(field, "doubts", ()), *(Doubt(*told) for told in again.get(name, ()))]
            for name, field in self.fields.items()
        }
        doubts = _not_assured({name: some for name, some in found.items() if some})
        if not doubts:
            return None
        names = {part: self.add_prefix(f"asked-{part}") for part in ("about", "why", "words")}
        sent = getattr(self.data, "getlist", lambda name: [self.data.get(name)])
        return Question(
            doubts,
            sent(names["about"]),
            self.data.get(names["why"], ""),
            " ".join(self.data.get(names["words"], "").split()),
            names,
        )

    def _texts(self) -> Iterator[tuple[str, str]]:
        """The texts of the fields that ask, by their names."""
        for name, asking in self.fields.items():
            if isinstance(asking, Asks) and asking.asks:
                yield name, asking.text_of(self.cleaned_data.get(name))

    def _sentence(self, name: str) -> str:
        question, not_stored = self.question, self.fields[name].not_stored
        if name != question.at:
            asked_at = self[question.at].label
            return f"This is asked about too: the question stands at “{asked_at}”. {not_stored}"
        return f"This may tell who somebody is. {question.fault} {not_stored}"


def _not_assured(doubts: dict[str, list[Doubt]]) -> dict[str, list[Doubt]]:
    """Without what somebody has answered for already."""
    digests = [doubt.digest for some in doubts.values() for doubt in some]
    known = Assurance.objects.digests(digests) if digests else set()
    left = {
        name: [doubt for doubt in some if doubt.digest not in known]
        for name, some in doubts.items()
    }
    return {name: some for name, some in left.items() if some}
