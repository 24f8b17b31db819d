"""Forms of sessions: short enough for one screen of a phone, and without any box for free text."""

from __future__ import annotations

from datetime import date

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import Truncator

from accounts.fields import NOT_WHOLE, DayField, FormKeyField, VersionedForm
from accounts.models import Service
from actions.models import SubAction

from .models import AudienceKind, LivedExperience, RemovalReason, Session, SessionKind
from .reasons import MOST, Heads, day_reasons, heads_reasons, number_reasons

MOST_AUDIENCES = 12  # one screen after another of a phone is no form any more
NO_KIND = {"invalid_choice": "Choose one from the list."}
A_NUMBER = {
    "invalid": "Enter a whole number.",
    "min_value": "Enter %(limit_value)s or more.",
    "max_value": f"Enter {MOST:,} or less.",
}


class PhoneDay(forms.DateInput):
    """A day that the phone itself lets one pick; where it does not, it may be typed as people write
    it.
    """

    input_type = "date"
    template_name = "django/forms/widgets/input.html"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AudienceForm(forms.Form):
    """One audience: who, of which service, and how many came."""

    kind = forms.ChoiceField(label="Who came", choices=AudienceKind, error_messages=NO_KIND)
    service = forms.ChoiceField(label="Service", required=False, error_messages=NO_KIND)
    headcount = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST,
        error_messages={"required": "How many came?", **A_NUMBER},
    )

    def __init__(self, *args, services: dict[str, Service], **options):
        super().__init__(*args, **options)
        self.services = services
        named = [
            (key, f"{one} (closed)" if one.closed_on else str(one)) for key, one in services.items()
        ]
        self.fields["service"].choices = [("", "No one service"), *named]
        self.fields["headcount"].widget.attrs["inputmode"] = "numeric"

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


class SessionForm(forms.Form):
    """A session that was held, with its audiences; `audiences` are those with which the form
    opens.
    """

    template_name = "evidence/participation/_session_form.html"

    held_on = DayField(label="Held on", widget=PhoneDay, initial=timezone.localdate)
    kind = forms.ChoiceField(label="Kind", choices=SessionKind, error_messages=NO_KIND)
    lived_experience = forms.ChoiceField(
        label="Lived experience",
        choices=[("", "Choose one"), *LivedExperience.choices],
        error_messages={"required": "Say what they did, or “Neither”.", **NO_KIND},
    )
    lived_number = forms.IntegerField(
        label="People", required=False, min_value=0, max_value=MOST, error_messages=A_NUMBER
    )
    sub_actions = forms.MultipleChoiceField(
        label="Serves", required=False, widget=forms.CheckboxSelectMultiple, error_messages=NO_KIND
    )
    form_key = FormKeyField()

    def __init__(self, data=None, *, initial: dict, audiences: list[dict], **options):
        super().__init__(data, initial=initial, **options)
        services, self.served = self._on_offer()
        self.fields["sub_actions"].choices = [
            (key, f"{key} {Truncator(row.item.title).words(10)}")
            for key, row in self.served.items()
        ]
        # For the phone's own calendar; whoever types a later day is told so by the service.
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["lived_number"].widget.attrs["inputmode"] = "numeric"
        rows = {
            "initial": audiences if data is None else None,
            "form_kwargs": {"services": services},
        }
        self.audiences = AudienceRows(data, prefix="audiences", **rows)

    def _on_offer(self) -> tuple[dict[str, Service], dict[str, SubAction]]:
        """The services and sub-actions to choose from, by key."""
        services = {service.key: service for service in Service.objects.all()}
        return services, {row.key: row for row in SubAction.objects.select_related("item")}

    @property
    def serves(self) -> str:
        """The keys that are ticked as the form opens, in one line."""
        chosen = self["sub_actions"].value() or []
        return ", ".join(key for key in self.served if key in chosen) or "no sub-action"

    def clean_held_on(self):
        if reasons := day_reasons(self.cleaned_data["held_on"]):
            raise forms.ValidationError(reasons)
        return self.cleaned_data["held_on"]

    def clean(self) -> dict:
        """A part of lived experience has its number; the audiences are good by themselves and on
        that day.
        """
        given = super().clean()
        given["lived_number"] = given.get("lived_number") or 0
        if "lived_experience" in given and "lived_number" not in self.errors:
            for reason in number_reasons(given["lived_experience"], given["lived_number"]):
                self.add_error("lived_number", reason)
        if self.audiences.is_valid() and "held_on" in given:
            self._check_audiences(given["held_on"])
        # Asked anew: what the day speaks against makes an audience bad that was good by itself.
        if not self.audiences.is_valid():
            self.add_error(None, self._audience_sentences())
        return given

    def _check_audiences(self, held_on: date) -> None:
        for form in self.audiences.forms:
            for reason in heads_reasons(form.heads(), held_on) if form.cleaned_data else []:
                form.add_error("service", reason)

    def _audience_sentences(self) -> list[str]:
        """What is wrong with the audiences, for the summary on top of the form."""
        rows = [
            f"{form[name].label}: {sentence}"
            for form in self.audiences.forms
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]
        return [*rows, *self.audiences.non_form_errors()]

    def values(self) -> dict:
        """What was entered, as the services take it."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("form_key", "version")
        }
        # By key on the page and on the phone, which keep no numbers of rows.
        given["sub_actions"] = [self.served[key] for key in given["sub_actions"]]
        return given | {"audiences": self.audiences.heads()}


class OfflineSessionForm(SessionForm):
    """The form as a phone keeps it: empty, the same for everyone; the phone itself adds its choices
    and its key.
    """

    form_key = forms.CharField(widget=forms.HiddenInput)

    def __init__(self):
        super().__init__(initial={}, audiences=[{}])
        # The kept form opens on whichever day it is then; a day kept in it would be wrong tomorrow.
        self.fields["held_on"].initial = None

    def _on_offer(self) -> tuple[dict[str, Service], dict[str, SubAction]]:
        """Nothing: these are for people who are signed in."""
        return {}, {}


class EditSessionForm(VersionedForm, SessionForm):
    """The correction of a session."""

    form_key = None


class RemoveSessionForm(VersionedForm):
    """Why a session does not count after all."""

    reason = forms.ChoiceField(
        label="Why does it not count?",
        choices=[
            # Only undoing a spreadsheet gives this reason.
            choice
            for choice in RemovalReason.choices
            if choice[0] != RemovalReason.IMPORT_UNDONE
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason.", **NO_KIND},
    )


def stored_values(session: Session) -> dict:
    """What the form of a stored session opens with, as `initial` and `audiences`."""
    initial = {
        name: getattr(session, name)
        for name in ("held_on", "kind", "lived_experience", "lived_number")
    }
    initial |= {
        "version": session.version,
        "sub_actions": [row.key for row in session.sub_actions.all()],
    }
    rows = [
        {
            "kind": one.kind,
            "service": one.service.key if one.service else "",
            "headcount": one.headcount,
        }
        for one in session.audiences.all()
    ]
    return {"initial": initial, "audiences": rows}


def typed_values(data: QueryDict) -> dict:
    """What was typed into a form that comes back with one more audience, as `initial` and
    `audiences`; nothing of it is judged yet.
    """
    names, rows = AudienceForm.base_fields, []
    # One less than the most, since one more is added.
    while f"audiences-{len(rows)}-kind" in data and len(rows) < MOST_AUDIENCES - 1:
        rows.append({name: data.get(f"audiences-{len(rows)}-{name}", "") for name in names})
    initial = {name: data[name] for name in data if name != "sub_actions"}
    kind = rows[-1]["kind"] if rows else ""
    return {
        "initial": initial | {"sub_actions": data.getlist("sub_actions")},
        "audiences": [*rows, {"kind": kind}],
    }
