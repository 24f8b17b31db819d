"""Forms of what each body is to do of a joint sub-action."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.asking.forms import AskingForm
from accounts.fields import VersionedForm
from accounts.finders import FindService
from accounts.models import Service
from foundations.writing import WritingField, WritingLine

from .forms import StatusChoice
from .models import Share
from .need_forms import NOT_A_SERVICE
from .status import FITTING, Kind

CHOOSE = ["required", "invalid_choice", "invalid_pk_value"]


class NamePartForm(AskingForm):
    """Which service is to do what."""

    service = FindService(
        label="Whose part is it?",
        queryset=Service.objects.none(),
        empty_label="Choose a service or partner",
        error_messages={**dict.fromkeys(CHOOSE, NOT_A_SERVICE), "required": "Choose whose it is."},
    )
    words = WritingLine(
        label="What is it to do?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Up to 300 signs. Everyone who signs in can read this.",
        error_messages={"required": "Say what it is to do."},
    )

    def __init__(self, *args, owner: Service | None, **options):
        super().__init__(*args, **options)
        others = Service.objects.open(on=timezone.localdate()).exclude(pk=owner and owner.pk)
        self.fields["service"].queryset = others


class SayPartForm(VersionedForm):
    """How the part of a service goes."""

    status = forms.ChoiceField(
        label="How is it going?",
        widget=StatusChoice,
        error_messages=dict.fromkeys(CHOOSE[:2], "Choose how it is going."),
    )
    words = WritingField(
        label="What has been done, and what is next?",
        help_text="Everyone who signs in can read this.",
        error_messages={"required": "Say what has been done."},
    )

    def __init__(self, *args, share: Share, **options):
        super().__init__(*args, **options)
        fitting = FITTING[Kind(share.sub_action.kind)]
        self.fields["status"].choices = [(word, word.short.capitalize()) for word in fitting]


class EndPartForm(VersionedForm):
    """Why a service has no part in it any more."""

    reason = WritingLine(
        label="Why does it end?",
        max_length=300,
        help_text="Everyone who signs in can read this.",
        error_messages={"required": "Say why it ends."},
    )
