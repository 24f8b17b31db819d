"""Office files of all sorts, made on the spot, and what the check says to them."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from evidence.files.checking import check_file
from tests.evidence.files import sample_files as good
from tests.evidence.files.sample_files import part_of, repacked, upload

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def fate(kind: str, content: bytes) -> str:
    """`identifier` if the check found one, else why the file was refused; empty if it was taken."""
    try:
        check_file(upload(f"a.{kind}", content))
    except ValidationError as error:
        return error.code or error.message
    return ""


def with_part(
    kind: str, name: str, text: str | bytes, type_: str = "application/xml", base: bytes = b""
) -> bytes:
    """A good file with one part more, of which the package gives the type."""
    content = base or good.GOOD[kind]()
    override = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'.encode()
    types = part_of(content, "[Content_Types].xml").replace(b"</Types>", override)
    text = text.encode() if isinstance(text, str) else text
    return repacked(content, {"[Content_Types].xml": types, name: text})


def related(content: bytes, source: str, kind: str, target: str, mode: str = "Internal") -> bytes:
    """The same office file with one relation more from one of its parts."""
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    relation = (
        f'<Relationship Id="rId99" Type="{RELATIONS}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )
    try:
        old = part_of(content, rels).decode()
    except KeyError:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        old = f'<Relationships xmlns="{space}"></Relationships>'
    return repacked(content, {rels: old.replace("</Relationships>", relation).encode()})


def in_body(body: str) -> bytes:
    """A Word document that begins with this."""
    return good.changed(good.docx(), "word/document.xml", "<w:body>", f"<w:body>{body}")
