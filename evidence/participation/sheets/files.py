"""An uploaded sheet on its way in: checked before it is read, and read in a process of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.spreadsheet import uninert
from evidence.files.checking import EvidenceFileField, clean_name, read_apart, refuse_identifiers_in
from evidence.files.kinds import CSV_SIZE, look_at

KINDS = ("xlsx", "csv")
MEGABYTES = 5  # 5,000 rows take less than one
MOST = {"xlsx": MEGABYTES * 1024 * 1024, "csv": CSV_SIZE}
CSV_MEGABYTES = CSV_SIZE // 1_000_000
NOT_A_SHEET = (
    "This is not a spreadsheet. Save it as an Excel workbook (.xlsx) or as a table (.csv), "
    "and choose that file."
)
TOO_LARGE = {
    kind: f"This file is larger than {most} MB. "
    "Split the sheet, or copy only its cells into a new one."
    for kind, most in (("xlsx", MEGABYTES), ("csv", CSV_MEGABYTES))
}


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, with its name and the digest by which it is known again."""

    name: str
    digest: str
    rows: list[list[str]]


def read_sheet(upload: UploadedFile) -> Sheet:
    """The first sheet of an xlsx or csv file, as texts without outer spaces.

    Raises ValidationError with the reason when it is too large, is not what its name says, or
    cannot be read.
    """
    name = clean_name(upload.name)
    refuse_identifiers_in("name", name.replace("_", " "))
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        raise ValidationError(NOT_A_SHEET)
    if upload.size > MOST[kind]:
        raise ValidationError(TOO_LARGE[kind])
    content = upload.read()
    look_at(kind, content)
    rows = json.loads(read_apart(f"sheet of {kind}", content))
    # What a download put before a formula is taken away again; a workbook needs no such thing.
    as_typed = uninert if kind == "csv" else str
    return Sheet(
        name,
        hashlib.sha256(content).hexdigest(),
        [[as_typed(cell).strip() for cell in row] for row in rows],
    )


class SheetField(EvidenceFileField):
    """A box to choose a spreadsheet; its value is a Sheet."""

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return super().widget_attrs(widget) | {"accept": ",".join(f".{kind}" for kind in KINDS)}

    def clean(self, data: UploadedFile | None, initial: object = None) -> Sheet:
        """The sheet. Raises ValidationError with the reason against it."""
        return read_sheet(forms.FileField.clean(self, data, initial))
