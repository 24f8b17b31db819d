"""The forms of a spreadsheet of past sessions: the file, and what is asked about its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import choose
from evidence.files.bringing.columns import Column
from evidence.files.bringing.files import MEGABYTES, SheetField
from evidence.files.sheets import SHEET_ROWS

from .alike import ONCE, OWN, SUGGESTED, Answers
from .cells import Known, UnreadableError
from .showing import ShownQuestion

ROW = re.compile(r"row_(\d{1,9})")
FOR_EACH = "as-for-all"
FOR_ALL = [
    (SUGGESTED, "As suggested beside each"),
    (ONCE, "Count each once: none of them is added"),
    (OWN, "Each is a session of its own: all of them are added"),
]
FOR_ONE = [
    (FOR_EACH, "As for all"),
    (OWN, "A session of its own: it is added"),
    (ONCE, "The same session: it is not added"),
]


class SheetForm(forms.Form):
    """A spreadsheet to be checked."""

    sheet = SheetField(
        label="Spreadsheet",
        help_text=(
            "An Excel workbook (.xlsx) or a table (.csv), with headings of your own or of ours; "
            f"up to {MEGABYTES} MB and {SHEET_ROWS:,} rows."
        ),
    )


class AnswersForm(forms.Form):
    """What is asked about rows that may be one with others: for all, and for each."""

    for_all = forms.ChoiceField(
        label="What to do with them",
        choices=FOR_ALL,
        widget=forms.RadioSelect,
        initial=SUGGESTED,
        error_messages=choose("Choose what to do with them."),
    )

    def __init__(self, questions: Iterable[ShownQuestion], answered: Mapping[str, str]) -> None:
        """`answered` is what was chosen before, by the names of the fields."""
        super().__init__(initial=answered)
        for question in questions:
            suggested = "a session of its own" if question.adds else "the same session"
            self.fields[f"row_{question.row}"] = forms.ChoiceField(
                label=question.asks,
                help_text=f"{question.shown}. Suggested: {suggested}.",
                choices=FOR_ONE,
            )

    @property
    def of_rows(self) -> list[forms.BoundField]:
        """The questions about single rows."""
        return [field for field in self if field.name != "for_all"]


def answers_in(data: Mapping) -> Answers:
    """What was answered; anything but an answer is passed over."""
    rows = {int(found[1]): data[name] for name in data if (found := ROW.fullmatch(name))}
    for_all = data.get("for_all", SUGGESTED)
    return Answers(
        for_all if for_all in (OWN, ONCE) else SUGGESTED,
        {row: answer for row, answer in rows.items() if answer in (OWN, ONCE)},
    )


def chosen_in(data: Mapping) -> dict[str, str]:
    """The same as it was chosen, by the names of the fields."""
    answers = answers_in(data)
    rows = {f"row_{row}": answer for row, answer in answers.by_row.items()}
    return {"for_all": answers.for_all} | rows


def read_for_all(column: Column, text: str) -> object:
    """What is said once for all rows. Raises ValidationError with the reason against it."""
    try:
        return column.reader(text, Known.now())
    except UnreadableError as error:
        raise ValidationError(str(error)) from error
