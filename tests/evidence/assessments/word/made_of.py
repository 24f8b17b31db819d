"""Word's own markup in the box of a document: `made_of("<w:r>…</w:r>")`, with further parts."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADINGS = [
    "Outcome Overview",
    "Promise Recommendations",
    "What are we doing well?",
    "What are we not doing well?",
    "How do we know?",
    "What are our priorities for change?",
]
TITLE = "A Good Childhood: Support"


def run(text: str, properties: str = "") -> str:
    """A run of words: `run("Hello", "<w:b/>")`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph, of runs and what else stands in it."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return paragraph(run(text), f"<w:numPr>{place}</w:numPr>")


def made_of(
    cell: str, *, links: dict[str, str] | None = None, main: str = "document.xml", **parts: str
) -> bytes:
    """A document of one theme whose first box holds this markup; `links` by their ids, and further
    parts by their kind: `numbering`, `styles`, `comments`.
    """
    heads = [f"<w:tr><w:tc>{paragraph(run(heading))}</w:tc></w:tr>" for heading in HEADINGS]
    boxes = [f"<w:tr><w:tc>{cell if n == 2 else '<w:p/>'}</w:tc></w:tr>" for n in range(6)]
    rows = "".join(head + box for head, box in zip(heads, boxes, strict=True))
    body = f"{paragraph(run(TITLE))}<w:tbl>{rows}</w:tbl>"
    related = [
        f'<Relationship Id="{kind}" Type="{OFFICE}/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    ]
    related += [
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/hyperlink" Target="{target}" '
        'TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    whole = (
        f'<Relationship Id="a" Type="{OFFICE}/relationships/officeDocument" Target="word/{main}"/>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        file.writestr("_rels/.rels", _relations(whole))
        file.writestr(f"word/_rels/{main}.rels", _relations("".join(related)))
        file.writestr(f"word/{main}", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for kind, markup in parts.items():
            file.writestr(f"word/{kind}.xml", f"<w:{kind} {NAMES}>{markup}</w:{kind}>")
    return stream.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def strict(content: bytes) -> bytes:
    """The same document in the names of "Strict Open XML"."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = (
                old.read(name)
                .decode()
                .replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            )
            new.writestr(name, re.sub(OFFICE, "http://purl.oclc.org/ooxml/officeDocument", text))
    return stream.getvalue()


def with_style(text: str, style: str) -> bytes:
    """Our kind of document with a paragraph in one of the styles that Word brings along."""
    document = Document()
    for words in (TITLE, *HEADINGS[:3]):
        document.add_paragraph(words)
    document.add_paragraph(text, style=style)
    for words in HEADINGS[3:]:
        document.add_paragraph(words)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
