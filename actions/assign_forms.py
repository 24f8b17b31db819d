"""Forms of who keeps the work: proposals, leads, and many sub-actions at once."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.fields import ManyField, VersionedForm
from accounts.finders import FindService, FindServiceByKey
from accounts.models import Service, User

from .work_forms import NO_SERVICE, own_services

CHOOSE_LEAD = "Choose a service, or “No service leads it”."
# In the address, in place of a service's key.
REMOVE = "none"
GONE_OWNER = "One of these people is not a Promise Keeper of this service any more."


class ProposalForm(VersionedForm):
    """A Keeper's proposal of one of her own services."""

    service = forms.ModelChoiceField(
        label="Which of your services should be responsible for it?",
        queryset=Service.objects.none(),
        widget=forms.RadioSelect,
        error_messages=NO_SERVICE,
    )

    def __init__(self, *args, by: User, **options):
        super().__init__(*args, **options)
        self.fields["service"].queryset = own_services(by)
        self.fields["service"].empty_label = None


class LeadForm(VersionedForm):
    """The service that leads an action, or none."""

    service = FindService(
        label="Which service leads it?",
        queryset=Service.objects.none(),
        required=False,
        blank=True,
        empty_label="No service leads it",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_LEAD),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["service"].queryset = Service.objects.open(on=timezone.localdate())

    def clean_service(self) -> Service | None:
        # The empty choice means "no service", so a form without the field must not mean it too.
        if "service" not in self.data:
            raise forms.ValidationError(CHOOSE_LEAD)
        return self.cleaned_data["service"]


class ChosenForm(forms.Form):
    """The service in the address to which work is given, or the word for none."""

    service = FindServiceByKey(
        label="Service",
        queryset=Service.objects.none(),
        empty_label="Choose a service",
        also=[(REMOVE, "Remove the service")],
        required=False,
        error_messages={"invalid_choice": "There is no open service “%(value)s”."},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["service"].queryset = Service.objects.open(on=timezone.localdate())

    def clean_service(self) -> Service | str:
        """The service, or the word for none; nothing is neither."""
        if not self.cleaned_data["service"]:
            raise forms.ValidationError("Choose a service.")
        return self.cleaned_data["service"]


class SeenRowsField(forms.MultipleChoiceField):
    """Rows chosen by key and the version seen; one that has changed since is still a row, and a
    conflict.
    """

    def valid_value(self, value: str) -> bool:
        key, _colon, version = value.rpartition(":")
        return (
            version.isdecimal()
            # No version is so long, and SQLite fails on a number beyond eighteen digits.
            and len(version) < 10
            and key in {row.rpartition(":")[0] for row, _ in self.choices}
        )


class RowsForm(forms.Form):
    """Sub-actions to be ticked; each row's value is its key and the version seen."""

    rows = SeenRowsField(
        label="Sub-actions",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one sub-action.",
            "invalid_choice": "The list has changed. Look at it again.",
            "invalid_list": "Choose at least one sub-action.",
        },
    )

    def versions(self) -> dict[str, int]:
        """The version seen of each chosen row, by key."""
        pairs = (value.rsplit(":", 1) for value in self.cleaned_data["rows"])
        return {key: int(version) for key, version in pairs}

    def see_anew(self) -> None:
        """Keep the rows that were ticked, at the versions that the list now shows."""
        ticked = self.versions()
        self.data = self.data.copy()
        now = [
            row for row, _label in self.fields["rows"].choices if row.rpartition(":")[0] in ticked
        ]
        self.data.setlist("rows", now)


class AssignForm(RowsForm):
    """One service (or none) and its owners for many sub-actions."""

    owners = ManyField(
        label="Owners",
        queryset=User.objects.none(),
        required=False,
        help_text="These people become the owners. Leave empty to keep the present owners.",
        error_messages={"invalid_choice": GONE_OWNER, "invalid_pk_value": GONE_OWNER},
    )

    def __init__(self, *args, service: Service | None, choices: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        if service:
            self.fields["owners"].queryset = User.objects.keepers_of(
                service.pk, on=timezone.localdate()
            )
        self.fields["rows"].choices = choices
