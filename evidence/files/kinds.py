"""What an uploaded file must look like before any parser sees it, told by its bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError

from .reading import OTHER_FILE_INSIDE, TEXT
from .tables import decoded

CSV_SIZE = 4 * TEXT
PARTS = 2_000
UNPACKED = 100 * 1024 * 1024
RATIO = 100
CHUNK = 1024 * 1024
ENTRY = b"PK\x01\x02"
STORED_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What XML that expands begins with. Office programs never write it.
EXPANDING = (b"<!DOCTYPE", b"<!ENTITY")
OVERLAP = max(map(len, EXPANDING))
# How archives, programs, old office files and PDF files begin: none of them belongs inside another
# file.
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
OTHER_FILES = (OLD_OFFICE, b"PK\x03\x04", b"MZ", b"\x7fELF", b"%PDF-")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
DAMAGED = "This file is damaged. Open it, save it anew and choose it again."


def _look_at_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _look_at_png(content: bytes) -> bool:
    return (
        content.startswith(b"\x89PNG\r\n\x1a\n")
        and content[12:16] == b"IHDR"
        and b"IEND" in content[-1024:]
    )


def _look_at_jpg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-CHUNK:]


def _look_at_csv(content: bytes) -> bool:
    if len(content) > CSV_SIZE:
        most = CSV_SIZE // 1_000_000
        raise ValidationError(
            f"A .csv table may be up to {most} MB. Choose one with only the part that shows it."
        )
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        return False
    # A page or drawing of markup named .csv would be opened as what it is.
    return not CONTROLS.search(text) and not text.lstrip().startswith(("<", "%PDF-"))


def _look_at_docx(content: bytes) -> bool:
    return _look_at_office(content, "word/document.xml")


def _look_at_xlsx(content: bytes) -> bool:
    return _look_at_office(content, "xl/workbook.xml")


@dataclass(frozen=True)
class FileKind:
    """A kind of file that evidence may be: what people call it, how it is served, and how its bytes
    are told.
    """

    words: str
    content_type: str
    looks_right: Callable[[bytes], bool]


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "xlsx": FileKind("an Excel workbook", OFFICE + "spreadsheetml.sheet", _look_at_xlsx),
    "docx": FileKind("a Word document", OFFICE + "wordprocessingml.document", _look_at_docx),
    "csv": FileKind("a table of plain text", "text/csv", _look_at_csv),
    "pdf": FileKind("a PDF file", "application/pdf", _look_at_pdf),
    "png": FileKind("a PNG picture", "image/png", _look_at_png),
    "jpg": FileKind("a JPEG picture", "image/jpeg", _look_at_jpg),
}


def look_at(kind: str, content: bytes) -> None:
    """Raises ValidationError, with the reason, unless the bytes are what the name says."""
    if not KINDS[kind].looks_right(content):
        raise ValidationError(
            f"This is named .{kind} but is not {KINDS[kind].words}, or not a whole one. "
            "Choose another file."
        )


def _look_at_office(content: bytes, main_part: str) -> bool:
    if content.startswith(OLD_OFFICE):
        raise ValidationError(
            "This file is locked with a password, or of an older kind. "
            "Save it anew without a password."
        )
    if not content.startswith(b"PK\x03\x04"):
        return False
    if content.count(ENTRY) > PARTS:
        raise ValidationError(
            f"This file has more than {PARTS:,} parts inside it, which no ordinary one has."
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _refuse_strange_entries(entries)
            for entry in entries:
                _refuse_content(package, entry)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise ValidationError(DAMAGED) from error
    return {"[Content_Types].xml", main_part} <= {entry.filename for entry in entries}


def _refuse_strange_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raises ValidationError by the list of the parts alone: none of them is unpacked yet."""
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise ValidationError("This file is locked with a password. Choose a copy without one.")
    if any("vbaproject" in name.lower() for name in names):
        raise ValidationError(
            "This file has macros (small programs) inside it. Save it without macros."
        )
    if len(set(names)) < len(names) or any(map(_leads_outside, names)):
        raise ValidationError("The parts inside this file have names that no ordinary one has.")
    if any(entry.compress_type not in STORED_OR_DEFLATED for entry in entries):
        raise ValidationError("This file is packed in a way that no ordinary one is. Save it anew.")
    if sum(entry.file_size for entry in entries) > UNPACKED or any(map(_is_bomb, entries)):
        raise ValidationError(
            "This file becomes far too large when it is unpacked, so it was not opened."
        )


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO * max(entry.compress_size, 1)


def _refuse_content(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    # Piece by piece, so that no part stands in memory as a whole.
    with package.open(entry) as part:
        tail = b""
        while chunk := part.read(CHUNK):
            if not tail and chunk.startswith(OTHER_FILES):
                raise ValidationError(f"This file cannot be taken. {OTHER_FILE_INSIDE}")
            # Without NULs the sixteen-bit ways of writing XML read like the others.
            seen = tail + chunk.replace(b"\0", b"")
            if any(sign in seen for sign in EXPANDING):
                raise ValidationError(
                    "This file defines entities (a DTD), which no ordinary one does. Save it anew."
                )
            tail = seen[-OVERLAP:]
