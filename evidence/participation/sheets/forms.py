"""The form of a spreadsheet of past sessions."""

from __future__ import annotations

from django import forms

from .files import MEGABYTES, SheetField


class SheetForm(forms.Form):
    """A spreadsheet to be checked."""

    sheet = SheetField(
        label="Spreadsheet",
        help_text=(
            f"An Excel workbook (.xlsx) or a table (.csv) of up to {MEGABYTES} MB and 5,000 rows."
        ),
    )
