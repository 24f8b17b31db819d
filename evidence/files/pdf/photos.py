"""Photos in PDF files: how they are told, and stripped of what a camera wrote."""

from __future__ import annotations

import re
from contextlib import suppress

from pypdf.generic import StreamObject

from ..pictures.beginnings import JPEG
from ..pictures.stripping import blank_beside_jpeg

BEGINS = re.compile(rb"stream\r?\n(?=%b)" % JPEG)
# How a PDF file names the two ways in which a camera writes a photo.
CAMERA_WAYS = {"/DCTDecode", "/DCT", "/JPXDecode"}


def stripped_pdf(content: bytes) -> bytes:
    """The same PDF file, of the same length, with its JPEG photos blanked beside what is seen.

    Photos that are locked or packed once more stay as they are.
    """
    written = bytearray(content)
    for found in BEGINS.finditer(content):
        end = content.find(b"endstream", found.end())
        while end > found.end() and content[end - 1] in b"\r\n":
            end -= 1
        with suppress(ValueError, IndexError):
            blank_beside_jpeg(written, found.end(), end)
    return bytes(written)


def is_photo(picture: StreamObject) -> bool:
    """Whether a picture is kept as a camera writes it, which may say where it was taken."""
    ways = picture.get("/Filter")
    ways = ways.get_object() if ways is not None else None
    return bool(CAMERA_WAYS & set(ways if isinstance(ways, list) else [ways]))
