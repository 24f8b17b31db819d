"""A picture written anew, as it is seen and nothing else.

It knows nothing of Django, so that it can run in the process apart that reads uploads.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from .reading import Refused

FORMATS = {"png": "PNG", "jpg": "JPEG"}
PIXELS = 25_000_000


class Unreadable(Refused):
    """A picture that is refused, with the sentence that says why and what to do."""


def rewritten(content: bytes, kind: str) -> bytes:
    """The picture upright, without place, camera or words hidden beside it. Raises Unreadable."""
    # Opening reads the header only; the limit that counts is the next line.
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(BytesIO(content), formats=[FORMATS[kind]])
    if picture.width * picture.height > PIXELS:
        raise Unreadable(
            f"It has more than {PIXELS // 1_000_000} million pixels. "
            "Choose a smaller copy of the picture."
        )
    # A photo of a phone may carry a second picture behind the first, which is left out.
    if kind == "png" and picture.is_animated:
        raise Unreadable("It is a moving picture. Choose one that stands still.")
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    written = BytesIO()
    # Each format takes its own of the two: a JPEG its quality, a PNG how hard to squeeze (more
    # takes too long).
    picture.save(written, FORMATS[kind], quality=90, compress_level=3)
    return written.getvalue()
