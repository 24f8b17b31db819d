"""Forms of the duties."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms

from accounts.asking.forms import AskingForm
from accounts.fields import TEXT_FAULTS, DayField, LineField, VersionedForm, choose
from actions.models import SubAction
from evidence.items.addresses import AddressField
from evidence.items.link_check import is_public
from evidence.items.models import EvidenceItem
from evidence.measures.models import Measure
from foundations.names import shortened
from foundations.writing import WritingField

from .querysets import evidence_with, measures_with, sub_actions_with
from .services import Thing, name_of

# So many of each kind are offered; a word more finds the rest.
SHOWN = 8
KINDS = {"sub-action": SubAction, "measure": Measure, "evidence": EvidenceItem}
GONE = "This is not there any more. Search again."
INSIDE = (
    "Nobody outside the council can open this. Give the address at which everybody can read the "
    "report, or leave this empty."
)
# Names that lead somewhere only inside a network.
INSIDE_NAMES = ("localhost", ".local", ".internal", ".intranet", ".lan", ".corp", ".home")


class PublicAddressField(AddressField):
    """A line for an address that anyone can open."""

    def to_python(self, value: object) -> str:
        """The address that was meant; raises ValidationError also for one inside a network."""
        try:
            address = super().to_python(value)
        except forms.ValidationError as error:
            on_a_drive = getattr(error, "code", "") == "drive"
            raise forms.ValidationError(INSIDE) if on_a_drive else error from error
        if address and not _leads_outside(address):
            raise forms.ValidationError(INSIDE)
        return address


def _leads_outside(address: str) -> bool:
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or host.endswith(INSIDE_NAMES):
        return False
    try:
        return is_public(host)
    except ValueError:
        return True


class PublishedForm(VersionedForm):
    """On which day a report was published, and where it can be read."""

    published_on = DayField(
        label="On which day was it published?",
        help_text="For example 31/12/2026.",
        error_messages={"required": "Say on which day, such as 31/12/2026."},
    )
    address = PublicAddressField(
        label="Where can it be read?",
        required=False,
        help_text="The address of the page or file. Leave it empty if it is not on the web.",
        error_messages=TEXT_FAULTS
        | {"invalid": "Give a whole address, such as https://www.gov.scot/publications/."},
    )


class PeriodForm(AskingForm):
    """A period on which a report is due."""

    starts_on = DayField(
        label="First day of the period",
        help_text="For example 01/04/2026.",
        error_messages={"required": "Say from which day, such as 01/04/2026."},
    )
    ends_on = DayField(
        label="Last day of the period",
        help_text="For example 31/03/2029.",
        error_messages={"required": "Say until which day, such as 31/03/2029."},
    )


class ChildrenForm(VersionedForm):
    """What the version says that children can understand."""

    words = WritingField(
        label="What do you tell children and young people?",
        rows=14,
        help_text="In plain words: what was done, what was not, and what comes next. A line for "
        "each paragraph.",
        error_messages={"required": "Write what you tell them."},
    )


class TagForm(AskingForm):
    """What belongs under a heading, found by its key or words."""

    words = LineField(
        label="Find it by its key or some words",
        max_length=100,
        required=False,
        help_text="Sub-actions, measures and evidence. For example 4.1 or short breaks.",
    )
    thing = forms.ChoiceField(
        label="What belongs under this heading?",
        widget=forms.RadioSelect,
        error_messages=choose("Find what belongs here, then choose it."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        searched = str(self["words"].value() or "").strip()
        found = _found(searched) if searched else []
        self.number_found = len(found) if searched else None
        chosen = _named(str(self["thing"].value() or ""))
        self.chosen = [chosen] if chosen and chosen not in found else []
        self.fields["thing"].choices = [_choice(one) for one in [*self.chosen, *found]]

    def clean_thing(self) -> Thing:
        """The sub-action, measure or piece of evidence. Raises ValidationError."""
        found = _named(self.cleaned_data["thing"])
        if found is None:
            raise forms.ValidationError(GONE)
        return found


def _found(words: str) -> list[Thing]:
    """What holds the words, kind by kind."""
    rows = sub_actions_with(words), measures_with(words), evidence_with(words)
    return [one for kind in rows for one in kind[:SHOWN]]


def _named(value: str) -> Thing | None:
    """What a choice names: "measure:7"."""
    kind, _colon, number = value.partition(":")
    if kind not in KINDS or not number.isdecimal() or len(number) > 12:
        return None
    return KINDS[kind].objects.filter(pk=int(number)).first()


def _choice(thing: Thing) -> tuple[str, str]:
    kind = next(name for name, model in KINDS.items() if isinstance(thing, model))
    return f"{kind}:{thing.pk}", f"{kind.capitalize()}: {shortened(name_of(thing))}"
