"""The form of a spreadsheet of past sessions."""

from __future__ import annotations

from django import forms

from .files import CSV_MEGABYTES, MEGABYTES, SheetField


class SheetForm(forms.Form):
    """A spreadsheet to be checked."""

    sheet = SheetField(
        label="Spreadsheet",
        help_text=(
            f"An Excel workbook (.xlsx) of up to {MEGABYTES} MB, or a table (.csv) of up to "
            f"{CSV_MEGABYTES} MB; up to 5,000 rows."
        ),
    )
