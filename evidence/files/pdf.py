"""PDF files: all that is written in them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from .reading import OTHER_FILE_INSIDE, Refused, joined

LOCKED = "It is locked with a password or against copying. Choose a copy without a lock."


def text_of_pdf(content: bytes) -> str:
    """What is written on the pages, in the boxes of forms and in the properties.

    Raises Refused for what is locked or cannot be checked.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Refused(LOCKED)
    if reader.attachments:
        raise Refused(OTHER_FILE_INSIDE)
    return joined(_texts_of_pdf(reader))


def _texts_of_pdf(reader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    fields = reader.get_fields() or {}
    yield from (f"{name} {field.value or ''}" for name, field in fields.items())
    for page in reader.pages:
        yield page.extract_text()
