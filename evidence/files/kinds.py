"""What an uploaded file must look like before any parser sees it, told by its bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError

from .limits import TEXT, Refused
from .office.packages import (
    CONTENT_TYPES,
    OLD_OFFICE,
    OTHER_FILES,
    PACKAGE,
    refuse_strange_package,
)
from .pictures.kinds import BEGINNINGS
from .tables.rows import decoded

CSV_SIZE = 4 * TEXT
CHUNK = 1024 * 1024
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# How a page, a drawing or a PDF file begins; a table may begin with “<5”.
OTHER_TEXT = re.compile(r"\s*(?:<\s*[a-zA-Z!?/]|%PDF-)")
DAMAGED = "This file is damaged. Open it, save it anew and choose it again."
# How far into a PDF file its first mark may stand.
HEADER = 1024
# What a PDF file must not be behind: an archive, a program, an old office file, a page.
OTHERS = (PACKAGE, *OTHER_FILES, b"<")


def _look_at_pdf(content: bytes) -> bool:
    # As every reader does: some bytes may stand before it and behind it, but no other file.
    start = content.find(b"%PDF-", 0, HEADER + len(b"%PDF-"))
    before = content[: max(start, 0)].lstrip()
    return start >= 0 and b"%%EOF" in content and not before.startswith(OTHERS)


def _look_at_png(content: bytes) -> bool:
    return content[12:16] == b"IHDR" and b"IEND" in content and _begins_as("png", content)


def _look_at_jpg(content: bytes) -> bool:
    return b"\xff\xd9" in content[-CHUNK:] and _begins_as("jpg", content)


def _begins_as(kind: str, content: bytes) -> bool:
    return BEGINNINGS[kind].match(content) is not None


def _look_at_csv(content: bytes) -> bool:
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        return False
    # A page or drawing of markup named .csv would be opened as what it is.
    return not CONTROLS.search(text) and not OTHER_TEXT.match(text)


def _look_at_docx(content: bytes) -> bool:
    return _look_at_office(content, b"wordprocessingml.document.main+xml")


def _look_at_xlsx(content: bytes) -> bool:
    return _look_at_office(content, b"spreadsheetml.sheet.main+xml")


@dataclass(frozen=True)
class _FileKind:
    """A kind of file that evidence may be: what people call it, how it is served, and how its bytes
    are told.
    """

    words: str
    content_type: str
    looks_right: Callable[[bytes], bool]


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "xlsx": _FileKind("an Excel workbook", OFFICE + "spreadsheetml.sheet", _look_at_xlsx),
    "docx": _FileKind("a Word document", OFFICE + "wordprocessingml.document", _look_at_docx),
    "csv": _FileKind("a table of plain text", "text/csv", _look_at_csv),
    "pdf": _FileKind("a PDF file", "application/pdf", _look_at_pdf),
    "png": _FileKind("a PNG picture", "image/png", _look_at_png),
    "jpg": _FileKind("a JPEG picture", "image/jpeg", _look_at_jpg),
}


def look_at(kind: str, content: bytes, csv_size: int = CSV_SIZE) -> None:
    """Raises ValidationError, with the reason, unless the bytes are what the name says."""
    if kind == "csv" and len(content) > csv_size:
        raise ValidationError(
            f"A .csv table may be up to {csv_size // 1_000_000} MB. "
            "Choose one with only the part that shows it."
        )
    if kind in KINDS and not KINDS[kind].looks_right(content):
        raise ValidationError(
            f"This is named .{kind} but is not {KINDS[kind].words}, or not a whole one. "
            "Choose another file."
        )


def _look_at_office(content: bytes, main_type: bytes) -> bool:
    if content.startswith(OLD_OFFICE):
        raise ValidationError(
            "This file is locked with a password, or of an older kind. "
            "Save it anew without a password."
        )
    if not content.startswith(PACKAGE):
        return False
    try:
        refuse_strange_package(content)
        with zipfile.ZipFile(BytesIO(content)) as package:
            types = package.read(CONTENT_TYPES).replace(b"\0", b"")
    except Refused as reason:
        raise ValidationError(f"This file cannot be taken. {reason}") from reason
    except KeyError:
        return False
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise ValidationError(DAMAGED) from error
    # By its type: whoever wrote it may have given the part any name.
    return main_type in types
