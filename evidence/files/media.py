"""The pictures inside office packages: taken out to be looked at, and put back without camera data
and place.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from .bare import JPEG, OTHERS, PNG, bare_picture
from .packages import PACKAGE
from .reading import SMALLEST

PACKAGES = ("docx", "xlsx")
# How the pictures begin that office programs keep.
PICTURES = (JPEG, PNG, *OTHERS, b"BM", b"II\xbc")
# The small picture of the first page that some programs keep beside it.
THUMBNAIL = "docProps/thumbnail"
# Drawings of Windows.
EMF, WMF = b" EMF", b"\xd7\xcd\xc6\x9a"


def bare_package(content: bytes) -> tuple[int, bytes]:
    """How many pictures there are, and the package with bare pictures.

    Raises Refused when a picture says where it was taken and that cannot be taken out.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        found = {entry.filename: package.read(entry) for entry in _pictures(package)}
        bare = {name: bare_picture(picture) for name, picture in found.items()}
        count = _count(found)
        # The workbook behind a chart may hold pictures too.
        for entry in _packages(package):
            found[entry.filename] = package.read(entry)
            number, bare[entry.filename] = bare_package(found[entry.filename])
            count += number
        return count, content if bare == found else _with_parts(package, bare)


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


def _packages(package: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in package.infolist():
        with package.open(entry) as part:
            if part.read(4) == PACKAGE:
                yield entry


def _is_picture(name: str, start: bytes) -> bool:
    known = start.startswith((*PICTURES, WMF)) or start[40:44] == EMF
    return known or "/media/" in name and not name.endswith("/")


def _counts(name: str, picture: bytes) -> bool:
    if name.startswith(THUMBNAIL):
        return False
    try:
        with Image.open(BytesIO(picture)) as opened:
            return opened.width * opened.height >= SMALLEST
    except Exception:  # noqa: BLE001 - what Pillow cannot open is for a person to look at
        return True


def _count(found: dict[str, bytes]) -> int:
    return sum(_counts(name, picture) for name, picture in found.items())


def _with_parts(package: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in package.infolist():
            part = parts.get(entry.filename)
            new.writestr(entry, package.read(entry) if part is None else part)
    return written.getvalue()
