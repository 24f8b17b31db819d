"""What people can have written into the objects of a PDF file, string by string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from defusedxml.ElementTree import ParseError, fromstring
from pypdf.generic import ByteStringObject, NameObject, TextStringObject

# A day as programs write it.
A_DAY = re.compile(r"D:\d{4,14}([Zz+-][\d']*)?")
# Text that has marks in it, and text that may be a name.
RICH, VALUES = {"/RV", "/RC"}, {"/V", "/DV"}
PRINTABLE = re.compile(rb"[\x20-\x7e]{5,}")
BOMS = (b"\xfe\xff", b"\xff\xfe")
UTF_8 = "\u00ef\u00bb\u00bf"
# Names under which programs keep what they make themselves.
XMP_MACHINES = re.compile(r"(ID|Id|about|Date|when|hash|image)$")
TAG = re.compile(r"<[^>]*>")
STREAM = re.compile(rb"\bstream\r?\n")
# A remark goes from its sign to the end of the line; in a text the sign is one of percent.
REMARK = re.compile(rb"\((?:\\.|[^\\()])*\)|%([^\r\n]+)", re.DOTALL)


def strings_of(key: str, thing: object) -> Iterator[str]:
    """What a string says that stands under this key; nothing for whatever is no string."""
    if isinstance(thing, ByteStringObject):
        yield from _in_bytes(thing)
    elif isinstance(thing, TextStringObject):
        yield from _in_text(key, _text_of(thing))
    elif key in VALUES and isinstance(thing, NameObject):
        yield thing[1:]


def _in_bytes(thing: ByteStringObject) -> Iterator[str]:
    # What is no text may have some inside it, such as the address of whoever signed.
    if thing.startswith(BOMS):
        yield bytes(thing).decode("utf-16", errors="replace")
    yield from (run.decode() for run in PRINTABLE.findall(thing))


def _text_of(thing: TextStringObject) -> str:
    if thing.startswith(UTF_8):
        return thing.original_bytes.decode("utf-8-sig", errors="replace")
    return str(thing)


def _in_text(key: str, text: str) -> Iterator[str]:
    if not A_DAY.fullmatch(text):
        yield text
    if key in RICH:
        yield TAG.sub("", text)
    if key == "/URI" and "%" in text:
        yield unquote(text)


def strings_of_xmp(content: bytes) -> Iterator[str]:
    """What the properties of a file or of a picture say, element by element."""
    try:
        elements = fromstring(content.strip(b"\0 \r\n\t")).iter()
    except ParseError:
        text = content.replace(b"\0", b"").decode("utf-8", errors="replace")
        yield from [text, *TAG.sub("\n", text).splitlines()]
        return
    for element in elements:
        said = {element.tag: element.text, **element.attrib}
        yield from (text for name, text in said.items() if text and not XMP_MACHINES.search(name))


def remarks_between(content: bytes) -> Iterator[str]:
    """The remarks between the objects of a file."""
    for part in content.split(b"endstream"):
        yield from remarks_in(STREAM.split(part, maxsplit=1)[0])


def remarks_in(code: bytes) -> Iterator[str]:
    """The remarks in the code of a drawing."""
    for remark in REMARK.findall(code):
        yield from _in_bytes(remark)
