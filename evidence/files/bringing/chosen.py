"""A file that somebody has chosen, and how it is read: as it was guessed, or as she says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from accounts.models import User

from .columns import Column
from .files import Sheet, kept_sheet
from .forms import ColumnsForm, is_of_what_was_shown, layout_asked
from .layout import Layout

NOT_KEPT = "This file is not kept any more. Choose it again: nothing of it has been brought in."
OTHER_COLUMNS = (
    "You chose another sheet or row of headings: these are the columns below it. Look at them, and "
    "have it checked."
)


@dataclass(frozen=True)
class Reading:
    """A file that somebody has chosen, how it is read, and what leads to it again; `read` says what
    a text of a column means that stands for all rows.
    """

    by: User
    sheet: Sheet
    layout: Layout
    kept: str
    columns: tuple[Column, ...]
    read: Callable[[Column, str], object]

    @property
    def fault(self) -> str:
        """Why the sheet that is read cannot be brought in."""
        return self.sheet.worksheets[self.layout.worksheet].fault

    def form(self, data: Mapping | None = None, **options) -> ColumnsForm:
        """The form by which that is changed."""
        about = {"sheet": self.sheet, "layout": self.layout, "kept": self.kept}
        return ColumnsForm(data, **about, columns=self.columns, read=self.read, **options)


def read_again(
    request: HttpRequest, columns: tuple[Column, ...], read: Callable[[Column, str], object]
) -> Reading | None:
    """The file that a form carries, read as it says; None where it is not kept any more."""
    kept = request.POST.get("kept", "")
    sheet = kept_sheet(kept, by=request.user)
    if sheet is None:
        return None
    layout = layout_asked(request.POST, sheet, columns)
    return Reading(request.user, sheet, layout, kept, columns, read)


def form_said(request: HttpRequest, reading: Reading) -> ColumnsForm:
    """The form of a file's columns: with what was said, where that is to be checked, else to be
    filled in.
    """
    is_same = is_of_what_was_shown(request.POST)
    if "check" not in request.POST:
        return reading.form()
    if not is_same:
        messages.info(request, OTHER_COLUMNS)
        return reading.form()
    return reading.form(request.POST)
