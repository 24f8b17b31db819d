"""What is kept of a file that is evidence, and what was found in it, as the process apart hands it
over: a line of JSON, then the bytes.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from .limits import Refused, joined

LARGE_INSIDE = (
    "Something in it is too large to be opened here, most likely a picture. Make that smaller (in "
    "Word and Excel under Picture Format, Compress Pictures), or save it as JPEG and put that in "
    "its place. Then choose the file again."
)


class Kept(NamedTuple):
    """`content` is what is kept instead of the file; empty where the file stays as it is."""

    text: str
    kind: str
    # How many pictures, and pages without readable words, only a person can look at.
    pictures: int = 0
    # What the person should know of it.
    note: str = ""
    content: bytes = b""


def read_for_keeping(kind: str, content: bytes) -> bytes:
    """Read a file that is to be kept; returns a Kept in bytes. Raises Refused with the reason."""
    # What reads a kind is loaded only when one of it comes.
    if kind == "csv":
        from .tables.rows import text_of_csv

        found = Kept(text_of_csv(content), kind)
    elif kind in ("docx", "xlsx"):
        found = _kept_office(kind, content)
    elif kind == "pdf":
        found = _kept_pdf(content)
    else:
        from .pictures.rewriting import rewritten

        found = Kept("", *rewritten(content, kind))
    said = json.dumps(found[:-1]).encode("ascii")
    return said + b"\n" + (b"" if found.content == content else found.content)


def unpacked(answer: bytes) -> Kept:
    """What `read_for_keeping` handed over."""
    said, _break, content = answer.partition(b"\n")
    return Kept(*json.loads(said), content)


def _kept_office(kind: str, content: bytes) -> Kept:
    from .office.pictures import stripped_package
    from .office.texts import text_of_office

    try:
        text = text_of_office(kind, content)
        count, stripped = stripped_package(content)
    except MemoryError as error:
        raise Refused(LARGE_INSIDE) from error
    return Kept(text, kind, count, content=stripped)


def _kept_pdf(content: bytes) -> Kept:
    from .pdf.objects import found_in
    from .pdf.photos import is_photo, stripped_pdf
    from .pictures.stripping import refuse_place

    stripped = stripped_pdf(content)
    found = found_in(stripped)
    for picture in found.pictures:
        if is_photo(picture):
            refuse_place(picture.get_data())
    # A page that is a picture is one of the pictures, but for one that is drawn in lines.
    count = max(len(found.pictures) + found.inline, found.unread)
    note = _unread(found.unread) if found.unread else ""
    return Kept(joined(found.texts), kind="pdf", pictures=count, note=note, content=stripped)


def _unread(pages: int) -> str:
    part = "One page is" if pages == 1 else f"{pages:,} pages are"
    return (
        f"{part} only a picture of words, such as a scan: the check for names and numbers of "
        "people could not read it. Read it yourself."
    )
