"""Forms of people, roles and services."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from .asking.forms import AskingForm
from .fields import DayField, EmailField, NameField, VersionedForm
from .finders import FindService
from .mailboxes import LONGEST, SUCH_AS
from .models import Appointment, Role, Service, ServiceKind

NO_NAME = {
    "required": "Enter a name.",
    "max_length": "A name can have at most 150 characters. Shorten it.",
}
NO_ROLE = {"required": "Choose a role.", "invalid_choice": "Choose a role from the list."}
NO_KIND = {
    "required": "Choose what kind of service it is.",
    "invalid_choice": "Choose a kind from the list.",
}
NO_SERVICE = {
    "required": "Choose a service.",
    "invalid_choice": "Choose a service from the list. Services that are closed are not on it.",
}
NO_ADDRESS = dict.fromkeys(
    ["required", "invalid", "null_characters_not_allowed"],
    f"Enter an e-mail address, {SUCH_AS}.",
) | {"max_length": f"Shorten this e-mail address: it can have at most {LONGEST} characters."}

ABOUT_ROLES = {
    Role.KEEPER: "Says how the work of one service is going, and shows it with evidence.",
    Role.BOARD: "Reads how everything is going, and agrees to what services report as kept.",
    Role.CHAMPIONS: "Logs sessions, and what groups of care experienced young people say.",
    Role.ADMINISTRATOR: "Looks after people, services and rounds, and gives out the work.",
    Role.MEMBER: "Reads the Board’s pages as they were when each round was closed, and no others.",
}


def person_name() -> NameField:
    """The name of somebody with an account: a name by intention, and no number of hers."""
    return NameField(label="Name", max_length=150, asks=False, error_messages=NO_NAME)


class RoleChoice(forms.RadioSelect):
    """Radio buttons, each with what the role does beside it."""

    def create_option(self, *args, **kwargs) -> dict:
        option = super().create_option(*args, **kwargs)
        return option | {"hint": ABOUT_ROLES[Role(option["value"])]}


class RoleForm(AskingForm):
    """A role, and the service that goes with one of them."""

    role = forms.ChoiceField(label="Role", choices=Role, widget=RoleChoice, error_messages=NO_ROLE)
    service = FindService(
        label="Service",
        queryset=Service.objects.none(),
        required=False,
        empty_label="No service",
        error_messages=NO_SERVICE,
        help_text="For a Promise Keeper only: the service whose work they report on.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # At each request, since a service may have closed since the server was started.
        self.fields["service"].queryset = Service.objects.open(on=timezone.localdate())


class InviteForm(RoleForm):
    """Whom to invite, and to which role."""

    email = EmailField(
        label="E-mail address",
        error_messages=NO_ADDRESS,
        help_text="The invitation goes to this address.",
    )
    name = person_name()
    field_order = ["email", "name", "role", "service"]


class GiveRoleForm(RoleForm):
    """One more role, and from when until when."""

    starts_on = DayField(
        label="From",
        initial=timezone.localdate,
        help_text="The first day, for example 31/12/2026.",
        error_messages={"required": "Say from which day, as 31/12/2026."},
    )
    ends_on = DayField(
        label="Until",
        required=False,
        help_text="The first day without the role. Leave it empty if no end is known.",
    )
    closes_rounds = forms.BooleanField(
        label="May close rounds",
        required=False,
        help_text="For an Oversight Board member only. Administrators may do so anyway.",
    )


class EndRoleForm(forms.Form):
    """From when a role is held no longer."""

    ends_on = DayField(
        label="Ends on",
        initial=timezone.localdate,
        help_text="The first day without the role, for example 31/12/2026.",
        error_messages={"required": "Say on which day it ends, as 31/12/2026."},
    )


class MoveForm(forms.Form):
    """The service that a Promise Keeper moves to."""

    service = FindService(
        label="New service",
        queryset=Service.objects.none(),
        empty_label="Choose a service",
        error_messages=NO_SERVICE,
    )

    def __init__(self, *args, appointment: Appointment, **options):
        super().__init__(*args, **options)
        others = Service.objects.open(on=timezone.localdate()).exclude(pk=appointment.service_id)
        self.fields["service"].queryset = others


class RenameForm(VersionedForm):
    """A person's name."""

    name = person_name()


class ServiceForm(AskingForm):
    """A new service."""

    name = NameField(label="Name", max_length=150, error_messages=NO_NAME)
    kind = forms.ChoiceField(
        label="What kind of service is it?",
        choices=ServiceKind,
        widget=forms.RadioSelect,
        error_messages=NO_KIND,
    )


class EditServiceForm(VersionedForm, ServiceForm):
    """What can be changed of a service, and when it closes."""

    closed_on = DayField(
        label="Closed from",
        required=False,
        help_text=(
            "From this day on it takes no more work, for example 31/12/2026. "
            "Leave it empty while it is open."
        ),
    )
