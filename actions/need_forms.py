"""Forms of what would help a sub-action that is not going well."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.asking.forms import AskingForm
from accounts.fields import DayField, FormKeyField, VersionedForm
from accounts.finders import FindService
from accounts.models import Service
from foundations.writing import WritingField, WritingLine

from .models import WhoActs

NOT_A_SERVICE = "Choose a service from the list. Services that are closed are not on it."
WHO_ACTS = dict.fromkeys(["required", "invalid_choice"], "Choose who must act.")
WHO_READS = "Everyone who signs in can read this, and whoever must act is asked to answer."
ASKS = ("would_help", "who_acts", "acting_service", "acting_body")


class NeedQuestions(AskingForm):
    """What would help, and who must act. Which of the answers go together the service says."""

    would_help = WritingField(
        label="What would help?",
        help_text=WHO_READS,
        error_messages={"required": "Say what would help."},
        rows=3,
    )
    who_acts = forms.ChoiceField(
        label="Who must act?", choices=WhoActs, widget=forms.RadioSelect, error_messages=WHO_ACTS
    )
    acting_service = FindService(
        label="Which service must act?",
        queryset=Service.objects.none(),
        required=False,
        empty_label="Choose a service",
        error_messages=dict.fromkeys(["invalid_choice", "invalid_pk_value"], NOT_A_SERVICE),
    )
    acting_body = WritingLine(
        label="Which body outside must act?",
        required=False,
        max_length=120,
        help_text="A body, not a person: for example, the health board.",
        with_notice=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["acting_service"].queryset = Service.objects.open(on=timezone.localdate())


class NeedBesides(NeedQuestions):
    """The same in a form that is about something else, where nobody has to answer it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ASKS:
            self.fields[name].required = False
        # Such a form says once what must not be written.
        self.fields["would_help"].help_text = WHO_READS


class NeedForm(NeedQuestions):
    """What would help, who must act, and since when."""

    since = DayField(
        label="Since when has this been in the way?",
        initial=timezone.localdate,
        help_text="For example 31/12/2026.",
        error_messages={"required": "Say since when, such as 31/12/2026."},
    )
    form_key = FormKeyField()


class AnswerNeedForm(VersionedForm):
    """What those who must act answer."""

    answer = WritingField(
        label="Your answer",
        help_text="What you will do and by when, or why not.",
        error_messages={"required": "Write your answer."},
    )


class WithdrawNeedForm(VersionedForm):
    """Why what was asked for is withdrawn."""

    reason = WritingLine(
        label="Why do you withdraw it?",
        max_length=300,
        error_messages={"required": "Say why you withdraw it."},
    )
