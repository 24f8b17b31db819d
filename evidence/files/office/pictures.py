"""The pictures inside office packages: taken out to be looked at, and put back without camera data
and place.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from ..limits import SMALLEST
from ..pictures.beginnings import JPEG, PNG
from ..pictures.stripping import SAVED_ANEW, stripped_picture
from .packages import PACKAGE

# How the pictures begin that office programs keep.
BEGINNINGS = (JPEG, PNG, *SAVED_ANEW, b"BM", b"II\xbc")
# The small picture of the first page that some programs keep beside it.
THUMBNAIL = "docProps/thumbnail"
# Drawings of Windows.
EMF, WMF = b" EMF", b"\xd7\xcd\xc6\x9a"


def stripped_package(content: bytes) -> tuple[int, bytes]:
    """How many pictures there are, and the package with stripped pictures.

    Raises Refused when a picture says where it was taken and that cannot be taken out.
    """
    written, count, is_changed = BytesIO(), 0, False
    with (
        zipfile.ZipFile(BytesIO(content)) as package,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        # One by one: together the pictures of a report may take more memory than there is.
        for entry in package.infolist():
            part = package.read(entry)
            number, stripped = _stripped_part(entry.filename, part)
            count += number
            is_changed = is_changed or stripped != part
            new.writestr(entry, stripped)
    return count, written.getvalue() if is_changed else content


def _stripped_part(name: str, part: bytes) -> tuple[int, bytes]:
    # The workbook behind a chart may hold pictures too.
    if part.startswith(PACKAGE):
        return stripped_package(part)
    if _is_picture(name, part):
        return _counts(name, part), stripped_picture(part)
    return 0, part


def picture_of_package(content: bytes, number: int) -> bytes | None:
    """A picture of the package, counted from 1, as it stands there; None beyond the last."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for entry in _pictures(package):
            picture = package.read(entry)
            number -= _counts(entry.filename, picture)
            if number == 0:
                return picture
    return None


def _pictures(package: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in package.infolist():
        with package.open(entry) as part:
            if _is_picture(entry.filename, part.read(64)):
                yield entry


def _is_picture(name: str, start: bytes) -> bool:
    known = start.startswith((*BEGINNINGS, WMF)) or start[40:44] == EMF
    return known or "/media/" in name and not name.endswith("/")


def _counts(name: str, picture: bytes) -> bool:
    if name.startswith(THUMBNAIL):
        return False
    try:
        with Image.open(BytesIO(picture)) as opened:
            return opened.width * opened.height >= SMALLEST
    except Exception:  # noqa: BLE001 - what Pillow cannot open is for a person to look at
        return True
