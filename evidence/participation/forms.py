"""Forms of sessions: short enough for one screen of a phone, and without any box for free text."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.fields import DayField, FormKeyField, LineField, VersionedForm, WholeField

from .audience_forms import MOST_AUDIENCES, TOO_MANY, AudienceForm, AudienceRows
from .models import LivedExperience, RemovalReason, Session, SessionKind
from .offer import NOTHING, Offer
from .reasons import MOST, day_reasons, heads_reasons, number_reasons
from .served import ServedField


class PhoneDay(forms.DateInput):
    """A day that the phone itself lets one pick; where it does not, it may be typed as people write
    it.
    """

    input_type = "date"
    template_name = "django/forms/widgets/input.html"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class SessionForm(forms.Form):
    """A session that was held, with its audiences; `audiences` are those with which the form
    opens.
    """

    template_name = "evidence/participation/_session_form.html"

    held_on = DayField(
        label="Held on",
        widget=PhoneDay,
        initial=timezone.localdate,
        error_messages={"required": "Say on which day it was held."},
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=SessionKind,
        error_messages={
            "required": "Say what kind of session it was.",
            "invalid_choice": "Choose a kind of session from the list.",
        },
    )
    lived_experience = forms.ChoiceField(
        label="Lived experience",
        choices=[("", "Choose one"), *LivedExperience.choices],
        error_messages={
            "required": "Say what people with lived experience did, or “Neither”.",
            "invalid_choice": "Choose from the list what people with lived experience did.",
        },
    )
    lived_number = WholeField(
        label="People with lived experience",
        required=False,
        min_value=0,
        max_value=MOST,
        error_messages={
            "invalid": "Write how many of them as a whole number, such as 2.",
            "min_value": "Write 0 or more.",
            "max_value": TOO_MANY,
        },
    )
    sub_actions = ServedField(
        label="Counts for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ["invalid_choice", "invalid_list"], "Choose the sub-actions from the list."
        ),
    )
    form_key = FormKeyField()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict | None = None,
        audiences: list[dict] | None = None,
        offer: Offer = NOTHING,
        **options,
    ):
        super().__init__(data, initial=initial, **options)
        # For the phone's own calendar; whoever types a later day is told so by the service.
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        rows = {
            "initial": audiences if data is None else None,
            "form_kwargs": {"services": offer.services},
        }
        self.audiences = AudienceRows(data, prefix="audiences", **rows)
        self.offer(offer)

    def offer(self, offer: Offer) -> None:
        """Let one choose from this: what was sent is read with what it names, and the page is drawn
        with what there is.
        """
        self.served = offer.sub_actions
        self.fields["sub_actions"].offer(offer.sub_actions, more=offer.more_sub_actions)
        for row in self.audiences.forms:
            row.offer(offer.services, more=offer.more_services)

    @property
    def searches(self) -> bool:
        """Whether there are more sub-actions than one reads through."""
        return type(self.fields["sub_actions"].widget) is not forms.CheckboxSelectMultiple

    @property
    def serves(self) -> str:
        """The keys that are ticked as the form opens, in one line."""
        field, chosen = self.fields["sub_actions"], self["sub_actions"].value()
        keys = [key for key, _name in field.read(chosen or [])[0]]
        return ", ".join(keys) or "no sub-action"

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
        # With it the session is bad as well, even where no sentence is added.
        if not self.audiences.is_valid():
            self.add_error(None, self.audiences.non_form_errors())
        return given

    def _check_audiences(self, held_on: date) -> None:
        for form in self.audiences.forms:
            for reason in heads_reasons(form.heads(), held_on) if form.cleaned_data else []:
                form.add_error("service", reason)

    def boxes(self) -> list[forms.BoundField]:
        """Every box in the order of the page, those of the audiences between those of the
        session.
        """
        rows = [field for form in self.audiences.forms for field in form]
        own = self.visible_fields()
        return [*own[:2], *rows, *own[2:]]

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
    and its key. Nothing is on offer: that is for people who are signed in.
    """

    form_key = LineField(
        widget=forms.HiddenInput, error_messages={"required": "Part of this form is missing."}
    )

    def __init__(self):
        super().__init__(audiences=[{}])
        # The kept form opens on whichever day it is then; a day kept in it would be wrong tomorrow.
        self.fields["held_on"].initial = None


class EditSessionForm(VersionedForm, SessionForm):
    """The correction of a session. How many people with lived experience took part is not shown:
    left empty it stays as it is stored, which is `kept`.
    """

    form_key = None

    def __init__(self, *args, kept: int, **options):
        super().__init__(*args, **options)
        self.kept = kept

    def clean_lived_number(self) -> int | None:
        """What was typed; of nothing what is stored, unless they took no part."""
        typed, part = self.cleaned_data["lived_number"], self.cleaned_data.get("lived_experience")
        return self.kept if typed is None and part != LivedExperience.NEITHER else typed


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
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose why it does not count."
        ),
    )


def stored_values(session: Session) -> dict:
    """What the form of a stored session opens with, as `initial` and `audiences`."""
    # Never how many people with lived experience there were.
    initial = {name: getattr(session, name) for name in ("held_on", "kind", "lived_experience")}
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
