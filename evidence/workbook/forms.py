"""The forms of a workbook on its way in."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import QueryDict

from accounts.asking.forms import AskingForm
from evidence.files.bringing.files import MEGABYTES, SheetField
from foundations.writing import WritingField, WritingLine

from .columns import CHANGED, NEXT, TITLE, WHY
from .comparing import MOST
from .plan import Cell, Fault, Plan

# As the forms of the pages have them (actions/work_forms.py, actions/forms.py).
BOXES = {
    TITLE: (WritingLine, {"max_length": 300}),
    WHY: (WritingField, {"max_length": 300}),
    CHANGED: (WritingField, {}),
    NEXT: (WritingField, {}),
}


class WorkbookForm(forms.Form):
    """An edited list to be looked at."""

    sheet = SheetField(
        label="Edited list",
        typed=True,
        help_text=f"The Excel file (.xlsx) that you took out here and edited; up to {MEGABYTES} MB "
        f"and {MOST} edited rows.",
        error_messages={"required": "Choose the list that you edited."},
    )


class WordsForm(AskingForm):
    """The words of the edited cells, checked as if they had been typed here, with one question for
    all that may tell who somebody is.
    """

    def __init__(self, sent: QueryDict, plan: Plan) -> None:
        """`sent` holds the answer to the question, if it was given."""
        data = sent.copy()
        cells = dict(_cells_with_words(plan))
        for address, cell in cells.items():
            data[address] = cell.after
        super().__init__(data)
        for address, cell in cells.items():
            box, options = BOXES[cell.column]
            self.fields[address] = box(label=f"{address}, {cell.column.name}", **options)

    def refusals(self, plan: Plan) -> list[Fault]:
        """What may not be kept at all; about the rest it is asked."""
        rows = {cell.address: change.line.row for change in plan.changes for cell in change.cells}
        return [
            Fault(rows[name], name, self.fields[name].label.partition(", ")[2], words)
            for name, errors in self.errors.as_data().items()
            for error in errors
            if error.code != "doubtful"
            for words in error.messages
        ]


def _cells_with_words(plan: Plan) -> Iterator[tuple[str, Cell]]:
    for change in plan.changes:
        for cell in change.cells:
            if cell.column in BOXES:
                yield cell.address, cell
