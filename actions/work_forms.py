"""Forms of the work itself: what is set for it, and what is added."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.fields import DayField, ManyField, VersionedForm, WholeField
from accounts.finders import FindServices
from accounts.models import Service, User
from foundations.writing import NOTICE, WritingField, WritingLine

from .funding import WHEN_FUNDED, Funding
from .status import Kind

NO_TITLE = {"required": "Say what will be done."}
NO_SERVICE = dict.fromkeys(["required", "invalid_choice"], "Choose one of your services.")
NOT_A_KEEPER = dict.fromkeys(
    ["invalid_choice", "invalid_pk_value", "invalid_list"],
    "Choose owners from the list: Promise Keepers of this service.",
)
NOT_A_SERVICE = dict.fromkeys(
    ["invalid_choice", "invalid_pk_value", "invalid_list"], "Choose services from the list."
)
HOW_OFTEN = dict.fromkeys(
    ["invalid", "min_value", "max_value"], "Give a whole number of months from 1 to 60."
)
HOW_MANY = dict.fromkeys(
    ["invalid", "min_value", "max_value"],
    "Give a whole number in digits, from 0 to 10,000,000.",
)
# A title is one line, and may be longer than a box is wide.
TWO_ROWS = forms.Textarea(attrs={"rows": 2})
KIND_OF_WORK = dict.fromkeys(["required", "invalid_choice"], "Choose what kind of work it is.")


def interval_field() -> WholeField:
    """The box for how often recurring work is due; the service asks for it where it needs one."""
    return WholeField(
        label="How often, in months",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Needed for recurring work.",
        error_messages=HOW_OFTEN,
    )


class SubActionForm(VersionedForm):
    """What the council sets for a sub-action."""

    field_order = ["title", "kind", "start_on", "due_on", "review_on", "interval_months"]
    field_order += ["target_number", "target_unit", "funding", *WHEN_FUNDED]
    title = WritingLine(
        label="What will be done?", max_length=300, widget=TWO_ROWS, error_messages=NO_TITLE
    )
    kind = forms.ChoiceField(
        label="What kind of work is it?",
        choices=Kind,
        widget=forms.RadioSelect,
        error_messages=KIND_OF_WORK,
    )
    owners = ManyField(
        label="Owners",
        queryset=User.objects.none(),
        required=False,
        help_text="Promise Keepers of this service who are responsible for it.",
        error_messages=NOT_A_KEEPER,
    )
    collaborators = FindServices(
        label="Also working on it",
        queryset=Service.objects.none(),
        required=False,
        error_messages=NOT_A_SERVICE,
    )
    start_on = DayField(label="Start date", required=False, help_text="For example 01/04/2026.")
    due_on = DayField(
        label="Due date",
        required=False,
        help_text="For dated work: the last day that is still in time.",
    )
    review_on = DayField(
        label="Review date",
        required=False,
        help_text="For ongoing and recurring work: when you look again.",
    )
    interval_months = interval_field()
    expected_difference = WritingField(
        label="What difference should it make for children and families?",
        required=False,
        with_notice=False,
    )
    target_number = WholeField(
        label="Target: how many?",
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages=HOW_MANY,
    )
    target_unit = WritingLine(
        label="Target: of what?",
        required=False,
        max_length=120,
        help_text="For example: participants in 12 months.",
        with_notice=False,
    )
    funding = forms.ChoiceField(
        label="How is it paid for?",
        choices=Funding,
        required=False,
        initial=Funding.NOT_KNOWN,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three."},
    )
    funded_until = DayField(
        label="Funded until which day?",
        required=False,
        help_text="The last day that is paid for, for example 31/03/2027.",
    )
    funded_by = WritingLine(
        label="Who pays for it?",
        required=False,
        max_length=120,
        help_text="A body or a fund, not a person: for example, the Whole Family Wellbeing Fund.",
        with_notice=False,
    )
    why = WritingField(
        label="Why do you change it?",
        required=False,
        max_length=300,
        rows=2,
        help_text="Needed when you change a date, the kind, how often or the target that was set "
        "before. The first promise stays visible, and the new one counts from the day after the "
        "next round is closed.",
        with_notice=False,
    )

    def __init__(self, *args, service: Service | None, local: bool, **options):
        super().__init__(*args, **options)
        today = timezone.localdate()
        if not local:
            del self.fields["title"]
            self.fields["expected_difference"].help_text = NOTICE
        self.fields["owners"].queryset = (
            User.objects.keepers_of(service.pk, on=today) if service else User.objects.none()
        )
        # Whoever keeps it does not also help with it.
        self.fields["collaborators"].queryset = Service.objects.open(on=today).exclude(
            pk=service and service.pk
        )

    def clean(self) -> dict:
        data = super().clean()
        if (data.get("target_number") is None) != (not data.get("target_unit")):
            empty = "target_number" if data.get("target_number") is None else "target_unit"
            if empty not in self.errors:
                self.add_error(empty, "A target needs both: how many, and of what.")
        self._forget_who_paid_before(data)
        return data

    def _forget_who_paid_before(self, data: dict) -> None:
        # What stood in a box that belongs to another answer was not typed now; and where nothing
        # was answered, nothing changes.
        if not data.get("funding"):
            for name in ("funding", *WHEN_FUNDED):
                data.pop(name, None)
        elif data["funding"] != Funding.FUNDED:
            for name in {*WHEN_FUNDED} - {*self.changed_data}:
                data[name] = self.fields[name].empty_value if name == "funded_by" else None


def own_services(by: User) -> QuerySet:
    """The services that a Keeper keeps today and that still take work, for a box of choices."""
    kept = [service.pk for service in by.services]
    return Service.objects.open(on=timezone.localdate()).filter(pk__in=kept)


class NewSubActionForm(SubActionForm):
    """A local sub-action, kept by one of the Keeper's own services."""

    version = None  # there is no record yet that somebody else could change
    service = forms.ModelChoiceField(
        label="Which of your services is responsible for it?",
        queryset=Service.objects.none(),
        empty_label="Choose a service",
        error_messages=NO_SERVICE,
    )
    is_owner = forms.BooleanField(
        label="I am its owner",
        required=False,
        initial=True,
        help_text="Other owners can be named once it is added.",
    )
    field_order = ["title", "service", "is_owner", "kind"]

    def __init__(self, *args, by: User, **options):
        super().__init__(*args, service=None, local=True, **options)
        self.fields["service"].queryset = own_services(by)
        self.fields["service"].initial = by.services[0] if len(by.services) == 1 else None
        # Whose keepers they would be is chosen in this very form, and nothing was promised before.
        del self.fields["owners"], self.fields["why"]


class ActionForm(VersionedForm):
    """A local action's title, and any action's expected difference."""

    title = WritingLine(
        label="What is the action?",
        max_length=300,
        widget=TWO_ROWS,
        error_messages={"required": "Say what the action is."},
    )
    expected_difference = WritingField(
        label="What difference should it make for children and families?",
        required=False,
        with_notice=False,
    )

    def __init__(self, *args, local: bool, **options):
        super().__init__(*args, **options)
        if not local:
            del self.fields["title"]
            self.fields["expected_difference"].help_text = NOTICE


class NewActionForm(ActionForm):
    """A local action, led by one of the Keeper's own services."""

    version = None  # there is no record yet that somebody else could change
    service = forms.ModelChoiceField(
        label="Which of your services leads it?",
        queryset=Service.objects.none(),
        empty_label="Choose a service",
        error_messages=NO_SERVICE,
    )
    field_order = ["title", "service"]

    def __init__(self, *args, by: User, **options):
        super().__init__(*args, local=True, **options)
        self.fields["service"].queryset = own_services(by)
        self.fields["service"].initial = by.services[0] if len(by.services) == 1 else None
