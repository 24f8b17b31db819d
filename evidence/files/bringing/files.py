"""An uploaded spreadsheet on its way in: checked before it is read, read in a process of its own,
and kept aside for a day while somebody says what is what in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from accounts.sealed.sealing import locked, unlocked
from accounts.spreadsheet import uninert

from ..aside import from_aside, let_aside_go, put_aside
from ..checking import (
    CheckedFile,
    EvidenceFileField,
    clean_name,
    read_apart,
    refuse_identifiers_in,
)
from ..kinds import look_at
from ..store import NOT_KEPT, StoreFails

KINDS = ("xlsx", "csv")
SHEET = "sheet"
MEGABYTES = 5  # 20,000 rows take about two
MOST = MEGABYTES * 1024 * 1024
NOT_A_SHEET = (
    "This is not a spreadsheet. Save it as an Excel workbook (.xlsx) or as a table (.csv), "
    "and choose that file."
)
TOO_LARGE = (
    f"This file is larger than {MEGABYTES} MB. "
    "Split the sheet, or copy only its cells into a new one."
)


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a file: its rows as texts, and what of it its file hides from whoever opens
    it: rows counted from 1, as spreadsheets do, and the places of columns from 0.
    """

    name: str
    rows: list[list[str]]
    # Why it cannot be brought in; then only its first rows are here.
    fault: str = ""
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_filtered: bool = False
    # Of a workbook that counts days from 1904, as Excel on a Mac did.
    counts_from_1904: bool = False
    # Cells that are one over several rows: the place of each, and its first and last row.
    merged: tuple[tuple[int, int, int], ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)

    def merged_at(self, place: int) -> dict[int, str]:
        """What a cell says that is one with those above it, by its row."""
        found = {}
        for at, first, last in self.merged:
            cells = self.rows[first - 1] if at == place else []
            if place < len(cells):
                found |= dict.fromkeys(range(first + 1, last + 1), cells[place])
        return found


@dataclass(frozen=True)
class Sheet:
    """The sheets of a file, with its name and the digest by which it is known again."""

    name: str
    digest: str
    worksheets: list[Worksheet]


def read_sheet(upload: UploadedFile, *, typed: bool = False) -> Sheet:
    """The sheets of an xlsx or csv file, their cells as texts without outer spaces; `typed`: each
    formula is NO_RESULT, whatever it gives.

    Raises ValidationError with the reason when it is too large, is not what its name says, or
    cannot be read.
    """
    name = clean_name(upload.name)
    refuse_identifiers_in("name", name.replace("_", " "))
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        raise ValidationError(NOT_A_SHEET)
    if upload.size > MOST:
        raise ValidationError(TOO_LARGE)
    content = upload.read()
    look_at(kind, content, csv_size=MOST)
    read = json.loads(read_apart(f"{'typed ' if typed else ''}sheet of {kind}", content))
    # What a download put before a formula is taken away again; a workbook needs no such thing.
    as_typed = uninert if kind == "csv" else str
    for told in read:
        told["rows"] = [[as_typed(cell).strip() for cell in row] for row in told["rows"]]
    return Sheet(name, hashlib.sha256(content).hexdigest(), [_worksheet(told) for told in read])


def _worksheet(told: dict) -> Worksheet:
    places = {name: tuple(told.get(name, ())) for name in ("hidden_rows", "hidden_columns")}
    return Worksheet(**told | places | {"merged": tuple(map(tuple, told.get("merged", ())))})


def keep_sheet(sheet: Sheet, *, by: User) -> str:
    """Keep a sheet aside for a day; returns what its form carries to have it again. Raises
    ValidationError where it cannot be kept.
    """
    # As read, so that it need not be read again, which takes longest of all.
    content = ContentFile(json.dumps(asdict(sheet)).encode())
    try:
        aside = put_aside(CheckedFile(sheet.name, SHEET, content, ""), by=by)
    except StoreFails as error:
        raise ValidationError(NOT_KEPT) from error
    # Locked once more, so that no other form takes for its own what was not checked for it.
    return locked({SHEET: aside})


def kept_sheet(kept: str, *, by: User) -> Sheet | None:
    """The sheet that is kept aside for this person; None where it is not kept any more."""
    found = from_aside(_inside(kept), by=by)
    if found is None:
        return None
    told = json.loads(found.content.read())
    return Sheet(told["name"], told["digest"], [_worksheet(each) for each in told["worksheets"]])


def text_of_kept(content: bytes) -> str | None:
    """All that a sheet says that is kept aside; None for the bytes of another file."""
    try:
        return "\n".join(_texts_in(json.loads(content)))
    except (ValueError, RecursionError):
        return None


def _texts_in(told: object) -> Iterator[str]:
    """Everything, so that another file of this kind hides nothing either."""
    if isinstance(told, dict):
        told = [*told, *told.values()]
    if isinstance(told, list):
        for part in told:
            yield from _texts_in(part)
    else:
        yield str(told)


def let_sheet_go(kept: str, *, by: User) -> None:
    """Delete a sheet that is kept aside for this person, if it is still there."""
    with suppress(StoreFails):  # the day after tomorrow it goes by itself
        let_aside_go(_inside(kept), by=by)


def _inside(kept: str) -> str:
    told = unlocked(kept) if kept else None
    return (told or {}).get(SHEET, "")


class SheetField(EvidenceFileField):
    """A box to choose a spreadsheet; its value is a Sheet, read as `read_sheet` says."""

    def __init__(self, *, typed: bool = False, **options):
        self.typed = typed
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return super().widget_attrs(widget) | {"accept": ",".join(f".{kind}" for kind in KINDS)}

    def clean(self, data: UploadedFile | None, initial: object = None) -> Sheet:
        """The sheet. Raises ValidationError with the reason against it."""
        return read_sheet(forms.FileField.clean(self, data, initial), typed=self.typed)
