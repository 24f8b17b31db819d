"""Pictures inside other files, stripped: what a camera or a program wrote beside them is taken
away, and what is seen stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageSequence

from ..limits import Refused
from .beginnings import GIF, JPEG, PNG, TIFF
from .rewriting import MILLION, too_many

START, END, SCAN, COMMENT, JFIF, ADOBE = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
# Marks without a length: they may stand between others.
BARE_MARKS = {0x01, *range(0xD0, 0xD8)}
APPLICATIONS = range(0xE0, 0xF0)
# Of what belongs to the picture itself: the size in dots, and how its colours are coded.
KEPT = {JFIF: 14, ADOBE: 12}
NEXT_MARK = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"pHYs"}
SAVED_ANEW = {GIF: "GIF", **dict.fromkeys(TIFF, "TIFF"), b"RIFF": "WEBP"}
SHOWN = ("transparency", "duration", "loop")
# What is saved anew stands in memory several times.
PIXELS = 9 * MILLION
PLACE = 0x8825
INSTEAD = (
    "Take the picture out of the file, or put a screenshot of it in its place, and choose the file "
    "again."
)
PLACED = f"One of its pictures says where it was taken, which cannot be taken out here. {INSTEAD}"
UNOPENED = f"One of its pictures holds what a camera wrote, and cannot be opened here. {INSTEAD}"
# How a WebP picture names what a camera wrote.
CAMERA = b"EXIF"


def stripped_picture(content: bytes) -> bytes:
    """The same picture in the same format, without camera data, place and words beside it.

    What is no picture of a known kind, or breaks, comes back as it is. Raises Refused when it
    says where it was taken and that cannot be taken out, or is too large for that.
    """
    try:
        written = _stripped(content)
    except (ValueError, IndexError, OSError, SyntaxError):
        # Too large for the memory, or broken: what it says of its place cannot be read either.
        if content[:4] in SAVED_ANEW and CAMERA in content:
            raise Refused(UNOPENED) from None
        written = content
    refuse_place(written)
    return written


def refuse_place(content: bytes) -> None:
    """Raises Refused when a picture says where it was taken."""
    if b"exif:GPS" in content:
        raise Refused(PLACED)
    try:
        with Image.open(BytesIO(content)) as picture:
            # As of any picture: of a PNG, Pillow would read all of it first.
            placed = bool(Image.Image.getexif(picture).get_ifd(PLACE))
    except Exception:  # noqa: BLE001 - whatever Pillow cannot open, it finds no place in
        placed = False
    if placed:
        raise Refused(PLACED)


def _stripped(content: bytes) -> bytes:
    if content.startswith(JPEG):
        written = bytearray(content)
        blank_beside_jpeg(written, 0, len(content))
        return bytes(written)
    if content.startswith(PNG):
        return PNG + b"".join(_chunks_of_png(content))
    if content[:4] in SAVED_ANEW:
        return _saved_anew(content, SAVED_ANEW[content[:4]])
    return content


def blank_beside_jpeg(content: bytearray, start: int, end: int) -> None:
    """Fill what is not seen of the JPEG picture between these places with noughts. Raises
    ValueError or IndexError, and changes nothing, where there is none.
    """
    for first, behind in list(_beside_jpeg(content, start, end)):
        content[first:behind] = bytes(behind - first)


def _beside_jpeg(content: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where in the bytes stands what is not seen."""
    place = start + 2
    while place + 4 <= end:
        if content[place] != 0xFF:
            raise ValueError("No mark where one belongs.")
        mark = content[place + 1]
        if mark == END:
            # A phone puts a second picture, or a film, behind the first.
            yield place + 2, end
            return
        if mark == 0xFF or mark in BARE_MARKS:
            place += 1 if mark == 0xFF else 2
            continue
        after = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if mark == COMMENT or mark in APPLICATIONS:
            yield min(place + 4 + KEPT.get(mark, 0), after), min(after, end)
        place = _behind_scan(content, after, end) if mark == SCAN else after


def _behind_scan(content: bytearray, start: int, end: int) -> int:
    found = NEXT_MARK.search(content, start, end)
    return found.start() if found else end


def _chunks_of_png(content: bytes) -> Iterator[bytes]:
    place = len(PNG)
    while place + 12 <= len(content):
        name = content[place + 4 : place + 8]
        after = place + 12 + int.from_bytes(content[place : place + 4], "big")
        if name in CHUNKS:
            yield content[place:after]
        if name == b"IEND":
            return
        place = after
    raise ValueError("A PNG picture that breaks off.")


def _saved_anew(content: bytes, kind: str) -> bytes:
    written = BytesIO()
    with Image.open(BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height * getattr(picture, "n_frames", 1) > PIXELS:
            raise too_many(PIXELS, "One of its pictures")
        frames = []
        for each in ImageSequence.Iterator(picture):
            frames.append(each.copy())
            frames[-1].info = {name: each.info[name] for name in SHOWN if name in each.info}
    # More than one only of a moving picture, or of pages that were scanned.
    more = {"save_all": True, "append_images": frames[1:]} if frames[1:] else {}
    frames[0].save(written, kind, quality=90, **more)
    return written.getvalue()
