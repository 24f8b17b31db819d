"""Which kind of picture a file is: told by its bytes, since a phone or a program may have given it
the wrong ending.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from .beginnings import GIF, JPEG, PNG, TIFF

# How pictures are kept.
KEPT_AS = ("png", "jpg")
IPHONE = ("heic", "heif")
# What a picture may be called.
PICTURE_ENDINGS = (
    *("png", "jpg", "jpeg", "jpe", "jfif", "pjpeg", "webp", "avif", "bmp", "dib"),
    *("tif", "tiff", "gif", *IPHONE),
)
BEGINNINGS = {
    "png": re.compile(re.escape(PNG)),
    "jpg": re.compile(re.escape(JPEG)),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    "bmp": re.compile(rb"BM.{4}\0{4}", re.DOTALL),
    "tiff": re.compile(b"|".join(map(re.escape, TIFF))),
    "gif": re.compile(GIF + rb"[79]a"),
    "heic": re.compile(rb"....ftyp(?:hei|hev|hem|mif1|msf1)", re.DOTALL),
}
HEIC = (
    "This photo is of the kind HEIC, which cannot be opened here. Save it as JPEG first: on an "
    "iPhone, choose it from Photos on this page instead of from Files, or set Settings, Camera, "
    "Formats to “Most Compatible” for new photos; on a computer, open it and export it as JPEG."
)


def kind_of(ending: str, content: bytes) -> str:
    """The kind of a file with this ending; that of a picture is told by its bytes. Raises
    ValidationError for a kind that cannot be opened here.
    """
    if ending not in PICTURE_ENDINGS:
        return ending
    for kind, beginning in BEGINNINGS.items():
        if beginning.match(content):
            if kind == "heic":
                raise ValidationError(HEIC)
            return kind
    if ending in KEPT_AS:
        return ending
    raise ValidationError(
        f"This is named .{ending} but is not a picture, or not a whole one. Choose another file."
    )
