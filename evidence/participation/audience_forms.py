"""The rows of who came to a session: one form an audience."""

from __future__ import annotations

from django import forms
from django.forms import BaseFormSet, formset_factory

from accounts.fields import NOT_WHOLE, WholeField
from accounts.models import Service

from .models import AudienceKind
from .names import ServiceField
from .reasons import MOST, Heads

MOST_AUDIENCES = 12  # one screen after another of a phone is no form any more
TOO_MANY = f"Write {MOST:,} or fewer."


class AudienceForm(forms.Form):
    """One audience: who, of which service, and how many came."""

    kind = forms.ChoiceField(
        label="Who came",
        choices=AudienceKind,
        error_messages={
            "required": "Say who came.",
            "invalid_choice": "Choose who came from the list.",
        },
    )
    service = ServiceField(
        label="From which service",
        required=False,
        error_messages={
            "invalid_choice": "Choose a service from the list, or “No one service”.",
        },
    )
    headcount = WholeField(
        label="How many",
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": "Say how many came.",
            "invalid": "Write how many came as a whole number, such as 12.",
            "min_value": "Write 1 or more; leave the audience out if nobody came.",
            "max_value": TOO_MANY,
        },
    )

    def __init__(self, *args, services: dict[str, Service], **options):
        super().__init__(*args, **options)
        self.offer(services, more=False)

    def offer(self, services: dict[str, Service], *, more: bool) -> None:
        """Let one choose from these services, by key; where there are `more`, others are typed."""
        self.services = services
        self.fields["service"].offer(services, more=more)

    def has_changed(self) -> bool:
        """An added row that was left empty is none, though it has a kind."""
        return bool({"service", "headcount"} & set(self.changed_data))

    def heads(self) -> Heads:
        given = self.cleaned_data
        return Heads(given["kind"], given["headcount"], self.services.get(given["service"]))


class AudienceFormSet(BaseFormSet):
    """The audiences of a session, one at least."""

    default_error_messages = {
        "missing_management_form": NOT_WHOLE["required"],
        "too_many_forms": f"A session has {MOST_AUDIENCES} audiences at most.",
    }

    def initial_form_count(self) -> int:
        """Only the first row must be filled in, however many the form opened with."""
        # Django takes rows it opened with for stored ones, which may not be left empty.
        return 0 if self.is_bound else super().initial_form_count()

    def heads(self) -> list[Heads]:
        """What was entered, without the rows that were left empty."""
        return [form.heads() for form in self.forms if form.cleaned_data]


AudienceRows = formset_factory(
    AudienceForm,
    formset=AudienceFormSet,
    extra=0,
    min_num=1,
    max_num=MOST_AUDIENCES,
    absolute_max=MOST_AUDIENCES,
    validate_max=True,
)
