"""The pictures of a document, one by one, as its page shows them for the second look."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from .limits import Refused
from .office.pictures import picture_of_package
from .pictures.rewriting import PIXELS

SIDE = 1600
HIDDEN = "This picture cannot be shown here. Open the file to see it."


def picture_of(kind: str, content: bytes, number: int) -> bytes:
    """A picture of a document of this kind, counted from 1, as a JPEG picture of at most 1,600
    pixels a side. Raises Refused where it cannot be shown.
    """
    try:
        found = _of_pdf(content, number) if kind == "pdf" else _of_package(content, number)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise Refused(HIDDEN) from error
    found.thumbnail((SIDE, SIDE))
    page = Image.new("RGB", found.size, "white")
    found = found.convert("RGBA")
    page.paste(found, mask=found)
    written = BytesIO()
    page.save(written, "JPEG", quality=85)
    return written.getvalue()


def _of_package(content: bytes, number: int) -> Image.Image:
    return _small(picture_of_package(content, number))


def _of_pdf(content: bytes, number: int) -> Image.Image:
    from .pdf.objects import picture_of_pdf
    from .pdf.photos import is_photo

    found = picture_of_pdf(content, number)
    if found is None:
        raise Refused(HIDDEN)
    if is_photo(found) and "/SMask" not in found:
        return _small(found.get_data())
    if int(found["/Width"]) * int(found["/Height"]) > PIXELS:
        raise Refused(HIDDEN)
    return found.decode_as_image()


def _small(picture: bytes | None) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None
    opened = Image.open(BytesIO(picture or b""))
    opened.draft(None, (SIDE, SIDE))
    if opened.width * opened.height > PIXELS:
        raise Refused(HIDDEN)
    return opened
