"""Forms on which one says what takes the place of a sub-action or a local action."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from accounts.fields import VersionedForm, choose
from foundations.forms import NO_REASON
from foundations.writing import WritingLine

from .finders import FindSubAction, named
from .models import Action, SubAction
from .status import Status


class ActionChoice(forms.ModelChoiceField):
    """One of the actions, by its key and how its wording begins."""

    def label_from_instance(self, row: Action) -> str:
        return named(row)


class ReplaceForm(VersionedForm):
    """Which sub-action takes the place of another, and why."""

    replacement = FindSubAction(
        label="Which sub-action replaces it?",
        queryset=SubAction.objects.none(),
        required=False,
        help_text="“None” takes back what was said before.",
        error_messages={
            "required": "Choose the sub-action that replaces it.",
            "invalid_choice": "There is no such sub-action. Choose one from the list.",
            "invalid_pk_value": "There is no such sub-action. Choose one from the list.",
        },
    )
    reason = WritingLine(
        label="Why?",
        max_length=300,
        error_messages=NO_REASON,
    )

    def __init__(self, *args, sub_action: SubAction, **options):
        super().__init__(*args, **options)
        # With the present one, also where that is replaced itself by now: else the form would show
        # “None”, and saving it would take back what stands.
        going_on = Q(replaced_by=None) & ~Q(status=Status.STOPPED)
        offered = SubAction.objects.filter(going_on | Q(pk=sub_action.replaced_by_id))
        replacement, first = self.fields["replacement"], "None"
        # Of one that was replaced or stopped since the form was opened, the service says so.
        replacement.queryset = SubAction.objects.all()
        if sub_action.replaced_by_id is None:
            # There is nothing yet that “None” could take back.
            replacement.required, replacement.help_text = True, ""
            first = "Choose a sub-action"
        replacement.offered = offered.exclude(pk=sub_action.pk).select_related("item")
        replacement.empty_label = first


class ReplaceActionForm(VersionedForm):
    """Which action takes the place of a local one, and why."""

    replacement = ActionChoice(
        label="Which action replaces it?",
        queryset=Action.objects.none(),
        required=False,
        empty_label="None",
        help_text="“None” takes back what was said before.",
        error_messages=choose("Choose the action that replaces it."),
    )
    reason = WritingLine(label="Why?", max_length=300, error_messages=NO_REASON)

    def __init__(self, *args, action: Action, **options):
        super().__init__(*args, **options)
        replacement = self.fields["replacement"]
        # Of one that was replaced since the form was opened, the service says so.
        going_on = Q(replaced_by=None) | Q(pk=action.replaced_by_id)
        offered = Action.objects.filter(going_on).exclude(pk=action.pk)
        replacement.queryset = offered.select_related("item")
        if action.replaced_by_id is None:
            # There is nothing yet that “None” could take back.
            replacement.required, replacement.help_text = True, ""
            replacement.empty_label = "Choose an action"
