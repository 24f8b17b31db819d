"""The forms of a register on its way in: the file, what is asked about it, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from accounts.fields import NOT_WHOLE, DayField, LineField
from evidence.files.bringing.files import MEGABYTES, SheetField
from evidence.files.bringing.words import CellsForm, Words
from foundations.names import first_words
from foundations.writing import WritingField, WritingLine

from .columns import ACTION, COMMENT, TITLE
from .comparing import MOST
from .plan import NEW, OUT, Plan, Row
from .saying import AS_ITS_DAY
from .statuses import CHOICES

# As the forms of the pages have them (actions/work_forms.py, actions/forms.py).
BOXES = {
    TITLE: (WritingLine, {"max_length": 300}),
    ACTION: (WritingLine, {"max_length": 300}),
    COMMENT: (WritingField, {"max_length": 19_000}),
}
LENGTH = 70
LEAVE = "leave"
FOR_COMPLETE = [
    (AS_ITS_DAY, "On the day of which its row speaks"),
    (LEAVE, "Not known: how it goes is left out"),
]
FOR_REST = [
    ("", "I choose for each of them below"),
    (NEW, "Each that I do not choose for is new work"),
]


class RegisterForm(forms.Form):
    """A register to be looked at."""

    sheet = SheetField(
        label="Action plan or register",
        typed=True,
        help_text=f"An Excel workbook (.xlsx) or a table (.csv), with your own headings; up to "
        f"{MEGABYTES} MB and {MOST} rows.",
        error_messages={"required": "Choose the file of your action plan or register."},
    )


class AnswersForm(forms.Form):
    """What is asked about a register: about the whole sheet, about words of its own, and what each
    row becomes. Nothing must be answered at once.
    """

    error_css_class = "ds_question--error"
    # By which it is told whether what comes in is what was shown.
    shown = LineField(widget=forms.HiddenInput, required=False, error_messages=NOT_WHOLE)

    def __init__(self, data: Mapping | None = None, *, plan: Plan, answers: dict[str, str]) -> None:
        super().__init__(data, initial={"shown": plan.digest} | answers)
        self.plan, self.answers = plan, answers
        asked = dict(self._about_the_sheet())
        self.fields |= {name: asked[name] for name in asked if name in plan.needs}
        for name, word in plan.words.items():
            self.fields[name] = _choice(f"What “{word[:40]}” means", _with_none(CHOICES))
        if any(not row.becomes for row in plan.rows) or "rest" in answers:
            self.fields["rest"] = forms.ChoiceField(
                label="Rows that share words with a sub-action",
                choices=FOR_REST,
                required=False,
                widget=forms.RadioSelect,
            )
        for row in plan.rows:
            label = f"What row {row.number} becomes"
            self.fields[row.field_name] = _choice(label, _choices_of(row))
            self.initial[row.field_name] = row.becomes

    def _about_the_sheet(self) -> Iterator[tuple[str, forms.Field]]:
        actions = self.plan.actions.items()
        named = [(key, f"{key} {_short(one.item.title)}") for key, one in actions]
        yield "action", _choice("The action that new work belongs to", _with_none(named))
        services = [(number, one.name) for number, one in self.plan.services.items()]
        yield "service", _choice("Which of your services keeps the new work", _with_none(services))
        yield (
            "as_at",
            DayField(
                label="The day of which the rows speak that give none",
                required=False,
                help_text="For example 03/03/2026. How it goes comes in as an update of this day.",
            ),
        )
        yield (
            "complete",
            forms.ChoiceField(
                label="Complete work whose row gives no day was completed",
                choices=FOR_COMPLETE,
                required=False,
                widget=forms.RadioSelect,
            ),
        )

    def clean_as_at(self) -> date | None:
        """A day up to today."""
        day = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise ValidationError("This day is in the future. Give a day up to today.")
        return day

    @property
    def of_sheet(self) -> list[forms.BoundField]:
        """The questions about the whole sheet."""
        rows = {row.field_name for row in self.plan.rows}
        return [field for field in self if field.name not in rows and field.name != "shown"]

    @property
    def rows(self) -> list[tuple[Row, forms.BoundField]]:
        """Each row with the question what it becomes."""
        return [(row, self[row.field_name]) for row in self.plan.rows]

    def answered(self) -> dict[str, str]:
        """What is answered by now, in plain form: what was not asked stays, and so does what is as
        it would be without an answer.
        """
        given = {name: _plain(value) for name, value in self.cleaned_data.items()}
        given.pop("shown", None)
        by_itself = {row.field_name: row.becomes for row in self.plan.rows}
        new = {name: said for name, said in given.items() if said != by_itself.get(name)}
        kept = {name: said for name, said in self.answers.items() if name not in new}
        return kept | {name: said for name, said in new.items() if said}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    wrong = {"invalid_choice": "Choose one of the list."}
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=wrong)


def _with_none(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Choose"), *choices]


def _choices_of(row: Row) -> list[tuple[str, str]]:
    known = {offer.sub_action.key: offer.sub_action for offer in row.offers}
    if row.sub_action:
        known.setdefault(row.sub_action.key, row.sub_action)
    named = [(key, f"{key} {_short(one.item.title)}") for key, one in known.items()]
    own = [(NEW, "New work: a local sub-action"), (OUT, "Left out")]
    return ([] if row.becomes else [("", "Choose")]) + named + own


def _short(title: str) -> str:
    return first_words(title, LENGTH)


class WordsForm(CellsForm):
    """The words that come in: titles of new work and of new actions, and comments."""

    def __init__(self, sent: QueryDict, plan: Plan) -> None:
        super().__init__(sent, _words_of(plan))


def _words_of(plan: Plan) -> Iterator[Words]:
    for row in plan.coming:
        texts = {TITLE: row.title if row.is_new else "", ACTION: row.new_action}
        texts[COMMENT] = row.comment if row.said or row.values else ""
        for column, text in texts.items():
            if text:
                yield Words(row.number, row.line.address(column), column.name, text, *BOXES[column])
