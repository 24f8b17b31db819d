"""Packages of office programs: which parts they have, of which types, and what leads where.

It knows nothing of Django: the process apart looks at packages inside packages by it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote

from ..limits import Refused

# How packages begin, and the files of office programs before them.
PACKAGE, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PARTS = 2_000
UNPACKED = 100 * 1024 * 1024
RATIO = 100
# White pictures and repeated rows may be packed tighter; so little of it harms nobody.
SMALL = 1024 * 1024
CHUNK = 1024 * 1024
ENTRY, LAST = b"PK\x01\x02", b"PK\x05\x06"
# How many bytes of the last entry come before what anyone wrote.
LAST_LENGTH = 18
STORED_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What XML that expands begins with. Office programs never write it where XML is read; the settings
# of a printer may have it, which nobody reads as XML.
EXPANDING = (b"<!DOCTYPE", b"<!ENTITY")
OVERLAP = max(map(len, EXPANDING))
MARKUP = (".xml", ".rels", ".vml")
EXPANDS = "It defines entities (a DTD), which no ordinary one does. Save it anew."
# How programs, old office files and PDF files begin: none of them belongs inside another file.
OTHER_FILES = (OLD_OFFICE, b"MZ", b"\x7fELF", b"%PDF-")
CONTENT_TYPES = "[Content_Types].xml"


def other_file_inside(name: str) -> str:
    """The sentence about a part that is a file of its own."""
    return (
        f"There is another file inside it ({name}), which cannot be checked. Take it out, or put a "
        "picture in its place, save the file and choose it again."
    )


def refuse_strange_package(content: bytes) -> None:
    """Raises Refused for what no ordinary package has, told by the list of its parts and by their
    bytes; what is no package breaks with the errors of zipfile and zlib.
    """
    if content.count(ENTRY) > PARTS:
        raise Refused(f"It has more than {PARTS:,} parts inside it, which no ordinary one has.")
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        _refuse_strange_entries(entries)
        for entry in entries:
            _refuse_content(package, entry)


def _refuse_strange_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raises Refused by the list of the parts alone: none of them is unpacked yet."""
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("It is locked with a password. Choose a copy without one.")
    if any("vbaproject" in name.lower() for name in names):
        raise Refused("It has macros (small programs) inside it. Save it without macros.")
    if len(set(names)) < len(names) or any(map(_leads_outside, names)):
        raise Refused("The parts inside it have names that no ordinary one has.")
    if any(entry.compress_type not in STORED_OR_DEFLATED for entry in entries):
        raise Refused("It is packed in a way that no ordinary one is. Save it anew.")
    if sum(entry.file_size for entry in entries) > UNPACKED or any(map(_is_bomb, entries)):
        raise Refused("It becomes far too large when it is unpacked, so it was not opened.")


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL, RATIO * entry.compress_size)


def _refuse_content(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    # Piece by piece, so that no part stands in memory as a whole.
    with package.open(entry) as part:
        tail = b""
        while chunk := part.read(CHUNK):
            if not tail and chunk.startswith(OTHER_FILES):
                raise Refused(other_file_inside(entry.filename))
            # Without NULs the sixteen-bit ways of writing XML read like the others.
            seen = tail + chunk.replace(b"\0", b"")
            if entry.filename.lower().endswith(MARKUP) and any(sign in seen for sign in EXPANDING):
                raise Refused(EXPANDS)
            tail = seen[-OVERLAP:]


class Relation(NamedTuple):
    """That a part leads to another, or to somewhere outside; `kind` is the last word of its
    type, and by `id` the part itself names it.
    """

    source: str
    kind: str
    target: str
    outside: bool
    id: str


class Package:
    """An office file: its parts, their types and their relations."""

    def __init__(self, content: bytes):
        self._archive = zipfile.ZipFile(BytesIO(content))
        self._end = content.rpartition(LAST)[2][LAST_LENGTH:]
        self.names = [name for name in self._archive.namelist() if not name.endswith("/")]
        self._known = {name.lower(): name for name in self.names}

    def remarks(self) -> Iterator[str]:
        """What is written beside the parts: their names, what is said of them, and what stands at
        the very end.
        """
        yield from (word for name in self.names for word in name.split("/"))
        said = (entry.comment for entry in self._archive.infolist())
        yield from (each.decode("latin-1") for each in (*said, self._end))

    def open(self, name: str):
        """The bytes of a part, as a file."""
        return self._archive.open(name)

    def type_of(self, name: str) -> str:
        """The content type of a part in small letters, empty if the package does not say."""
        whole, endings = self._types
        ending = name.rpartition(".")[2].lower()
        return whole.get(name.lower()) or endings.get(ending, "")

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        whole, endings = {}, {}
        for element in self.elements(CONTENT_TYPES):
            type_ = element.get("ContentType", "").lower()
            if part := element.get("PartName"):
                whole[unquote(part).lstrip("/").lower()] = type_
            elif ending := element.get("Extension"):
                endings[ending.lower()] = type_
        return whole, endings

    @cached_property
    def relations(self) -> list[Relation]:
        """Where all parts, and the package itself, lead."""
        return [
            self._relation(name, element)
            for name in self.names
            if name.lower().endswith(".rels")
            for element in self.elements(name)
            if element.get("Target") is not None
        ]

    def main_part(self) -> str | None:
        """The name of the part that is the document or workbook itself."""
        for relation in self.relations:
            if not relation.source and relation.kind == "officedocument":
                return relation.target
        return None

    def is_strict(self) -> bool:
        """Whether it speaks the strict dialect of Open XML, which some libraries do not know."""
        with self.open(self.main_part()) as part:
            return b"purl.oclc.org/ooxml" in part.read(CHUNK).replace(b"\0", b"")

    def _relation(self, name: str, element) -> Relation:
        folder, _, of = name.rpartition("/")
        folder = posixpath.dirname(folder)
        source = self._spelt(posixpath.join(folder, of[: -len(".rels")])) if of != ".rels" else ""
        target, outside = element.get("Target"), element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            target = self._spelt(target)
        kind = element.get("Type", "").rpartition("/")[2].lower()
        return Relation(source, kind, target, outside, element.get("Id", ""))

    def _spelt(self, name: str) -> str:
        """The name of a part as the package spells it: capitals do not count."""
        return self._known.get(name.lower(), name)

    def elements(self, name: str) -> list:
        """The elements of a small part. Raises Refused for entities."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import parse

        try:
            with self.open(name) as part:
                return list(parse(part, forbid_dtd=True).iter())
        except DefusedXmlException as error:
            raise Refused(EXPANDS) from error
