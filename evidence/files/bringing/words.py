"""The words of a sheet's cells, checked as if they had been typed into the boxes of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from accounts.asking.forms import AskingForm

from .rows import Fault


@dataclass(frozen=True)
class Words:
    """The words of a cell: where it stands, under which name, and the box of a page that they would
    be typed into, with its options.
    """

    row: int
    address: str
    column: str
    text: str
    box: type[forms.Field]
    options: dict = field(default_factory=dict)


class CellsForm(AskingForm):
    """The words of many cells, with one question for all that may tell who somebody is."""

    def __init__(self, sent: QueryDict, cells: Iterable[Words]) -> None:
        """`sent` holds the answer to the question, if it was given."""
        data = sent.copy()
        self.cells = {cell.address: cell for cell in cells}
        for address, cell in self.cells.items():
            data[address] = cell.text
        super().__init__(data)
        for address, cell in self.cells.items():
            self.fields[address] = cell.box(label=f"{address}, {cell.column}", **cell.options)

    def refusals(self) -> list[Fault]:
        """What may not be kept at all; about the rest it is asked."""
        return [
            Fault(self.cells[name].row, name, self.cells[name].column, words)
            for name, errors in self.errors.as_data().items()
            for error in errors
            if error.code != "doubtful"
            for words in error.messages
        ]
