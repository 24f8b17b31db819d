"""Forms of the members of bodies, of stakeholders, and of priorities."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils import timezone

from accounts.asking.forms import AskingForm
from accounts.fields import DayField, FormKeyField, NameField, VersionedForm, choose
from foundations.writing import WritingLine

from .models import Body, Origin

OFFICIAL = (
    "Somebody in an official role of the council or a partner. Never the name of a child or of a "
    "young person."
)


class _Days(AskingForm):
    starts_on = DayField(
        label="From",
        initial=timezone.localdate,
        help_text="The first day, for example 31/12/2026.",
        error_messages={"required": "Say from which day, as 31/12/2026."},
    )
    ends_on = DayField(
        label="Until", required=False, help_text="The last day. Leave it empty if none is known."
    )


class MemberFields(_Days):
    """Who sits in a body, and in which role."""

    body = forms.ChoiceField(label="Body", error_messages=choose("Choose a body."))
    role = WritingLine(
        label="Role",
        max_length=120,
        with_notice=False,
        help_text="For example: Chair, or Head of Children’s Services.",
        error_messages={"required": "Say in which role."},
    )
    name = NameField(
        label="Name",
        max_length=150,
        asks=False,
        help_text=OFFICIAL,
        error_messages={"required": "Enter the name."},
    )
    field_order = ["body", "role", "name", "starts_on", "ends_on"]

    def __init__(self, *args, bodies: Iterable[Body] = (), **options):
        super().__init__(*args, **options)
        self.fields["body"].choices = [(body.value, body.label) for body in bodies]


class StakeholderFields(_Days):
    """Who has a part in the promise, and which."""

    name = WritingLine(
        label="Who is it?",
        max_length=150,
        with_notice=False,
        help_text="A body or a group, not a person.",
        error_messages={"required": "Say who it is."},
    )
    part = WritingLine(
        label="What is their part?",
        max_length=300,
        error_messages={"required": "Say what their part is."},
    )
    field_order = ["name", "part", "starts_on", "ends_on"]


class PriorityFields(_Days):
    """What comes first, and why."""

    words = WritingLine(
        label="What comes first?",
        max_length=300,
        error_messages={"required": "Say what comes first."},
    )
    origin = forms.ChoiceField(
        label="Was it known already, or is it mandated?",
        choices=Origin,
        widget=forms.RadioSelect,
        error_messages=choose("Choose one of the two."),
    )
    source = WritingLine(
        label="By whom, or from what is it known?",
        max_length=200,
        required=False,
        with_notice=False,
        help_text="For example: the Children’s Services Plan.",
    )
    field_order = ["words", "origin", "source", "starts_on", "ends_on"]


class AddMemberForm(MemberFields):
    """A new member."""

    form_key = FormKeyField()


class EditMemberForm(VersionedForm, MemberFields):
    """A member, changed or ended."""


class AddStakeholderForm(StakeholderFields):
    """A new stakeholder."""

    form_key = FormKeyField()


class EditStakeholderForm(VersionedForm, StakeholderFields):
    """A stakeholder, changed or ended."""


class AddPriorityForm(PriorityFields):
    """A new priority."""

    form_key = FormKeyField()


class EditPriorityForm(VersionedForm, PriorityFields):
    """A priority, changed or ended."""
