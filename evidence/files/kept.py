"""What is kept of a file that is evidence, and what was found in it, as the process apart hands it
over: a line of JSON, then the bytes.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from . import reading


class Kept(NamedTuple):
    """`content` is what is kept instead of the file; empty where the file stays as it is."""

    text: str
    kind: str
    # How many pictures, and pages without readable words, only a person can look at.
    pictures: int = 0
    # What the person should know of it.
    note: str = ""
    content: bytes = b""


def kept(kind: str, content: bytes) -> bytes:
    """Read a file for keeping; returns a Kept in bytes. Raises Refused with the reason."""
    from . import media, pictures

    if kind in pictures.FORMATS:
        found = Kept("", *pictures.rewritten(content, kind))
    elif kind == "pdf":
        found = _kept_pdf(content)
    else:
        text = reading.read(kind, content).decode()
        found = Kept(text, kind)
        if kind in media.PACKAGES:
            count, bare = media.bare_package(content)
            found = Kept(text, kind, count, content=bare)
    said = json.dumps(found[:-1]).encode("ascii")
    return said + b"\n" + (b"" if found.content == content else found.content)


def unpacked(answer: bytes) -> Kept:
    """What `kept` handed over."""
    said, _break, content = answer.partition(b"\n")
    return Kept(*json.loads(said), content)


def _kept_pdf(content: bytes) -> Kept:
    from . import bare, pdf

    written = bare.bare_pdf(content)
    found = pdf.found_in(written)
    for picture in found.pictures:
        if pdf.is_photo(picture):
            bare.refuse_place(picture.get_data())
    # A page that is a picture is one of the pictures, but for one that is drawn in lines.
    count = max(len(found.pictures) + found.inline, found.unread)
    note = _unread(found.unread) if found.unread else ""
    return Kept(reading.joined(found.texts), "pdf", count, note, written)


def _unread(pages: int) -> str:
    part = "One page is" if pages == 1 else f"{pages:,} pages are"
    return (
        f"{part} only a picture of words, such as a scan: the check for names and numbers of "
        "people could not read it. Read it yourself."
    )
