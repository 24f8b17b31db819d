"""The forms of a workbook on its way in."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import QueryDict

from evidence.files.bringing.files import MEGABYTES, SheetField
from evidence.files.bringing.words import CellsForm, Words
from foundations.writing import WritingField, WritingLine

from .columns import CHANGED, NEXT, TITLE, WHY
from .comparing import MOST
from .plan import Plan

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


class WordsForm(CellsForm):
    """The words of the edited cells."""

    def __init__(self, sent: QueryDict, plan: Plan) -> None:
        super().__init__(sent, _cells_with_words(plan))


def _cells_with_words(plan: Plan) -> Iterator[Words]:
    for change in plan.changes:
        for cell in change.cells:
            if cell.column in BOXES:
                named = (change.line.row, cell.address, cell.column.name)
                yield Words(*named, cell.after, *BOXES[cell.column])
