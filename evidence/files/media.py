"""The pictures inside office packages: taken out to be looked at, and put back without camera data
and place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from .bare import JPEG, OTHERS, PNG, bare_picture
from .reading import SMALLEST

PACKAGES = ("docx", "xlsx")
# The small picture of the first page that some programs keep beside it.
THUMBNAIL = "docProps/thumbnail"
# Drawings of Windows; what is written in them stands there in sixteen bits a sign, or in eight.
PACKAGE = b"PK\x03\x04"
EMF, WMF = b" EMF", b"\xd7\xcd\xc6\x9a"
WIDE = re.compile(rb"(?:[\x20-\x7e]\0){4,}")
TEXTS, VALUES = re.compile(r">([^<]+)<"), re.compile(r"\"([^\"]+)\"")
NARROW = re.compile(rb"[\x20-\x7e]{4,}")


def bare_package(content: bytes) -> tuple[list[str], int, bytes]:
    """What is written in drawings, how many pictures there are, and the package with bare pictures.

    Raises Refused when a picture says where it was taken and that cannot be taken out.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        found = {entry.filename: package.read(entry) for entry in _pictures(package)}
        bare = {name: bare_picture(picture) for name, picture in found.items()}
        texts = [text for picture in found.values() for text in _written_in(picture)]
        count = _count(found)
        # The workbook behind a chart may hold pictures too.
        for entry in _packages(package):
            found[entry.filename] = package.read(entry)
            inner, number, bare[entry.filename] = bare_package(found[entry.filename])
            texts, count = texts + inner, count + number
        return texts, count, content if bare == found else _with_parts(package, bare)


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
    known = start.startswith((JPEG, PNG, *OTHERS, WMF, b"BM", b"\0\0\0\x0cjP"))
    return known or _is_emf(start) or "/media/" in name and not name.endswith("/")


def _is_emf(picture: bytes) -> bool:
    return picture[40:44] == EMF


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


def _written_in(picture: bytes) -> Iterator[str]:
    if _is_emf(picture) or picture.startswith(WMF):
        yield from (f"{text.decode('utf-16-le')} |" for text in WIDE.findall(picture))
        yield from (f"{text.decode()} |" for text in NARROW.findall(picture))
    elif b"<svg" in picture[:4096]:
        markup = picture.decode("utf-8", errors="replace")
        yield from (f"{text} |" for text in (*TEXTS.findall(markup), *VALUES.findall(markup)))


def _with_parts(package: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in package.infolist():
            part = parts.get(entry.filename)
            new.writestr(entry, package.read(entry) if part is None else part)
    return written.getvalue()
