"""Forms of what the Board decides, and of what became of it."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.asking.forms import AskingForm
from accounts.fields import DayField, FormKeyField, LineField, NameField, VersionedForm, choose
from accounts.finders import FindService
from accounts.models import Service, User
from foundations.models import FrameworkItem, Round
from foundations.writing import WritingField

from .deciding import why_no_owner
from .decisions import SETTLED
from .services import ASKABLE, round_looked_at

NOT_A_SERVICE = "Choose a service from the list. Services that are closed are not on it."
NOBODY = "Nobody with an account has this name. Give it as on the page of people, or the e-mail."
SEVERAL = "Several people have this name. Give the e-mail address."
NO_TEXT = "There is no sub-action, call or theme “%s”. Keys look like 4.1, C18 and T9."
ROUNDS = 8


class PersonField(NameField):
    """Somebody with an account, by name or e-mail address."""

    def clean(self, value: str) -> User | None:
        """The person. Raises ValidationError where nobody has this name, or several have."""
        typed = super().clean(value)
        if not typed:
            return None
        named = User.objects.active().filter(Q(name__iexact=typed) | Q(email__iexact=typed))
        found = list(named[:2])
        if len(found) != 1:
            raise forms.ValidationError(SEVERAL if found else NOBODY)
        return found[0]


class TextOfKeyField(LineField):
    """A sub-action, a call or a theme, by its key."""

    def clean(self, value: str) -> FrameworkItem | None:
        """The text. Raises ValidationError where there is none with this key."""
        typed = super().clean(value)
        if not typed:
            return None
        found = FrameworkItem.objects.filter(kind__in=ASKABLE, key__iexact=typed).first()
        if found is None:
            raise forms.ValidationError(NO_TEXT % typed)
        return found


class DecideForm(AskingForm):
    """What the Board decided, who does it, and by when."""

    words = WritingField(
        label="What did the Board decide?",
        help_text="Everyone who signs in can read this.",
        error_messages={"required": "Write what was decided."},
    )
    item = TextOfKeyField(
        label="Which sub-action, call or theme is it about?",
        required=False,
        max_length=40,
        help_text="Its key, such as 4.1, C18 or T9. Leave it empty if it is about none.",
    )
    service = FindService(
        label="Which service does it?",
        queryset=Service.objects.none(),
        required=False,
        empty_label="No service",
        error_messages=dict.fromkeys(["invalid_choice", "invalid_pk_value"], NOT_A_SERVICE),
    )
    person = PersonField(
        label="Or which person does it?",
        required=False,
        max_length=254,
        asks=False,
        help_text="Somebody with an account here, by name or e-mail address.",
    )
    due_on = DayField(
        label="By when?",
        help_text="For example 31/12/2026.",
        error_messages={"required": "Say by when, such as 31/12/2026."},
    )
    decided_on = DayField(
        label="When was it decided?",
        initial=timezone.localdate,
        help_text="For example 31/12/2026.",
        error_messages={"required": "Say when it was decided, such as 31/12/2026."},
    )
    round = forms.ChoiceField(
        label="Which round was the Board looking at?",
        required=False,
        error_messages=choose("Choose a round from the list."),
    )
    form_key = FormKeyField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["service"].queryset = Service.objects.open(on=today)
        rounds = Round.objects.filter(first_day__lte=today)[:ROUNDS]
        self.rounds = {one.key: one for one in rounds}
        last = round_looked_at(today)
        if last:
            self.rounds.setdefault(last.key, last)
        pairs = [(key, str(one)) for key, one in self.rounds.items()]
        self.fields["round"].choices = [("", "None"), *pairs]
        self.fields["round"].initial = last.key if last else ""

    def clean(self) -> dict:
        """With who does it, so that all that is wrong is said at once."""
        found = super().clean()
        owners = ("service", "person")
        reason = why_no_owner(*map(found.get, owners))
        if reason and not any(name in self.errors for name in owners):
            self.add_error("service", reason)
        return found

    def clean_round(self) -> Round | None:
        """The round that was chosen."""
        return self.rounds.get(self.cleaned_data["round"])


class SettleForm(VersionedForm):
    """What became of a decision."""

    outcome = forms.ChoiceField(
        label="Is it done?",
        choices=[(one, one.label.capitalize()) for one in SETTLED],
        widget=forms.RadioSelect,
        error_messages=choose("Say whether it is done."),
    )
    words = WritingField(
        label="What was done, or why not?",
        help_text="Everyone who signs in can read this.",
        error_messages={"required": "Say what was done, or why not."},
    )
    outcome_on = DayField(
        label="On which day?",
        initial=timezone.localdate,
        help_text="The day on which it was done, or on which it was clear that it is not.",
        error_messages={"required": "Say on which day, such as 31/12/2026."},
    )
