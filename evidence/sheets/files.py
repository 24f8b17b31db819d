"""The rows of an uploaded xlsx or csv file, read with care: nothing in it is trusted."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Iterable
from datetime import date
from zipfile import BadZipFile, ZipFile

import openpyxl
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from openpyxl.utils.escape import unescape

from accounts.spreadsheet import uninert

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_UNPACKED = 30 * MEGABYTE
MOST_PARTS = 200
MOST_TIMES_PACKED = 100
MOST_ROWS = 5_000
MOST_COLUMNS = 30
# A workbook is a parcel of XML that any program may have written: each of these is one way in which it can be wrong.
BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zlib.error),
)
# What a file that is no spreadsheet begins with.
OTHER_TYPES = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "a file of an older Office program, or one with a password",
}
WHAT_TO_DO = "Save the sheet as xlsx (Excel workbook) or as CSV UTF-8, and choose that file."
DECLARATIONS = (b"<!DOCTYPE", b"<\0!\0D\0O\0C", b"\0<\0!\0D\0O\0C")


def read_rows(upload: UploadedFile) -> list[list[str]]:
    """The rows of the first sheet as texts without outer spaces; days in ISO form.

    Raises ValidationError with the reason when it is too big, not a spreadsheet, or cannot be read.
    """
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(f"This file is larger than {MOST_BYTES // MEGABYTE} MB. Split the sheet.")
    if content.startswith(b"PK"):
        return read_workbook(content)
    for start, what in OTHER_TYPES.items():
        if content.startswith(start):
            raise ValidationError(f"This is {what}, not a spreadsheet. {WHAT_TO_DO}")
    return read_csv(content)


def read_workbook(content: bytes) -> list[list[str]]:
    """The rows of the first sheet of an xlsx file."""
    try:
        check_parcel(ZipFile(io.BytesIO(content)), len(content))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What a sheet says of its own size may be wrong; rows and columns are counted instead.
        sheet.reset_dimensions()
        return counted([in_words(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    except ValidationError:
        raise
    except BROKEN as error:
        raise ValidationError(f"This workbook is damaged and cannot be read. {WHAT_TO_DO}") from error


def check_parcel(archive: ZipFile, packed: int) -> None:
    """Raises ValidationError when a parcel is no workbook, or unpacks to more than any sheet of sessions needs."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, MOST_TIMES_PACKED * packed):
        raise ValidationError(
            "This file unpacks to far more than a sheet of sessions holds. Copy the sessions into a new workbook."
        )
    if "xl/workbook.xml" not in archive.namelist():
        raise ValidationError(f"This is not an Excel workbook. {WHAT_TO_DO}")
    for part in parts:
        text = archive.read(part)
        if any(declaration in text for declaration in DECLARATIONS):
            raise ValidationError(f"This workbook holds XML that no spreadsheet program writes. {WHAT_TO_DO}")


def in_words(cell: object) -> str:
    """A cell of a workbook as people write it in a csv file."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, date):
        return cell.isoformat(" ") if hasattr(cell, "hour") else cell.isoformat()
    return unescape(cell).strip() if isinstance(cell, str) else str(cell)


def read_csv(content: bytes) -> list[list[str]]:
    """The rows of a csv file, in UTF-8 or Windows-1252, with commas or semicolons."""
    text = decoded(content)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return counted([uninert(cell).strip() for cell in line] for line in lines)
    except csv.Error as error:
        raise ValidationError(f"Line {lines.line_num} of this file cannot be read. {WHAT_TO_DO}") from error


def decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(sign in "\t\r\n" or sign >= " " for sign in text):
            return text
    raise ValidationError(f"This is not a spreadsheet that can be read here. {WHAT_TO_DO}")


def counted(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows, unless there are too many of them, or too many columns. Stops reading there."""
    kept = []
    for row in rows:
        if len(kept) == MOST_ROWS + 1:
            raise ValidationError(
                f"This sheet has more than {MOST_ROWS:,} rows below the headings. Split it, and delete empty rows "
                "at its end."
            )
        filled = len(row) - next((place for place, cell in enumerate(reversed(row)) if cell), len(row))
        if filled > MOST_COLUMNS:
            raise ValidationError(f"Row {len(kept) + 1} has more than {MOST_COLUMNS} columns. Take the others out.")
        kept.append(row[:filled])
    return kept
