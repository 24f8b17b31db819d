"""Forms of what groups are asked about, and of what they say."""

from __future__ import annotations

from django import forms

from accounts.asking.forms import AskingForm
from accounts.choosers import ChooseOne
from accounts.fields import DayField, FormKeyField, VersionedForm, WholeField, choose
from evidence.heard.forms import FindText, work_and_calls
from foundations.writing import WritingField

from .models import FEWEST, Said
from .services import missing

ON_THE_LIST = "Choose a sub-action or call from the list."


class ChooseForm(AskingForm):
    """A sub-action or call that groups are to be asked about."""

    item = FindText(
        label="Which sub-action or call?",
        queryset=work_and_calls(),
        widget=ChooseOne,
        empty_label=None,
        help_text="Its key, such as 4.1 or C18, or some of its words.",
        error_messages=choose(ON_THE_LIST),
    )


class SayForm(VersionedForm):
    """What a group says, told by whoever talked with it. Which of the answers go together the
    service says (`missing`): whoever would rather not is asked nothing else.
    """

    told = forms.BooleanField(
        label="The group has been told that this will be public", required=False
    )
    said = forms.ChoiceField(
        label="Do they feel it?",
        choices=Said,
        widget=forms.RadioSelect,
        error_messages=choose("Choose what the group says."),
    )
    words = WritingField(
        label="In the group’s own words",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="A sentence or two. Name nobody, also not by nickname.",
    )
    people = WholeField(
        label="How many young people talked about it?",
        required=False,
        min_value=0,
        max_value=9_999,
        error_messages={
            "min_value": f"Give a whole number of {FEWEST} or more.",
            "max_value": "More than can talk together. Give how many took part.",
        },
        help_text=f"{FEWEST} or more, so that nobody can be known by the words.",
    )
    talked_on = DayField(
        label="When did you talk with them?", required=False, help_text="For example 31/12/2026."
    )
    form_key = FormKeyField()

    def clean(self) -> dict:
        """With what the answer asks for besides, so that all that is wrong is said at once."""
        found = super().clean()
        asked = {name: found.get(name) for name in ("people", "talked_on", "words", "told")}
        wrong = missing(said=found["said"], **asked) if found.get("said") else {}
        for name, sentence in wrong.items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return found
