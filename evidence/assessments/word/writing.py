"""Self-assessments as Word documents, with the headings, order and boxes of the council's own
document.

Its text is in the sources (Plan 21-24: Change Programme Outcomes): a title, and for each theme a
heading and six parts. Here each theme is a table of one column in which a row with a heading and a
row with its text alternate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

from foundations.models import FrameworkItem, Kind

from ..templates import Template
from .headings import OUTCOME, RECOMMENDATIONS, ROUND, SERVICE, TITLE

# The part of the package that holds what people read; where that begins in it, and ends.
MAIN, BODY, SECTION = "word/document.xml", b"<w:body>", b"<w:sectPr"
HEADING_COLOUR = "DBEEFF"
# A box with more lines becomes one paragraph with line breaks: paragraphs take long to make.
MOST_PARAGRAPHS = 200


class _Leaving:
    """What is written of a file and has not left yet; nothing of it can be taken back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Asked for by whoever writes a package."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def write_document(templates: Iterable[Template], *, service: str, round: str) -> Iterator[bytes]:
    """The templates of a service for a round as a Word document, in the order given: part after
    part, each as soon as its theme is written. Broken off it is no document: its end says what is
    in it.
    """
    document, leaving, stream = Document(), _Leaving(), BytesIO()
    _lay_out(document, f"{TITLE}, {service}, {round}")
    document.add_heading(TITLE, level=0)
    document.add_paragraph(f"{SERVICE}{service}")
    document.add_paragraph(f"{ROUND}{round}")
    document.save(stream)
    before, first, after = _around_its_body(document)
    with ZipFile(stream) as empty, ZipFile(leaving, "w", ZIP_DEFLATED) as package:
        for name in empty.namelist():
            if name != MAIN:
                package.writestr(name, empty.read(name))
        with package.open(MAIN, "w") as main:
            main.write(before + first)
            yield leaving.taken()
            for number, template in enumerate(templates):
                document.element.body.clear_content()
                if number:
                    document.add_page_break()
                _add_template(document, template)
                main.write(_around_its_body(document)[1])
                yield leaving.taken()
            main.write(after)
    yield leaving.taken()


def _around_its_body(document: WordDocument) -> tuple[bytes, bytes, bytes]:
    """The main part of a document: what stands before what people read, that, and the rest."""
    text = document.part.blob
    start, end = text.index(BODY) + len(BODY), text.rindex(SECTION)
    return text[:start], text[start:end], text[end:]


def _lay_out(document: WordDocument, title: str) -> None:
    """A4 with ordinary margins, the language, and a title for whoever reads it with a screen
    reader.
    """
    section = document.sections[0]
    # python-docx begins with the paper of the United States.
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "en-GB"
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)


def _add_template(document: WordDocument, template: Template) -> None:
    document.add_heading(template.title, level=1)
    table = document.add_table(rows=0, cols=1, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _add_part(table, OUTCOME, template.theme.text)
    _add_part(table, RECOMMENDATIONS, "\n".join(_printed(line) for line in template.lines))
    # The order of the council's document, by which it is read again.
    for prompt in template.prompts:
        _add_part(table, prompt.text, template.answers.get(prompt.key, ""))


def _printed(line: FrameworkItem) -> str:
    """A recommendation behind its bullet, or the lead-in before some of them."""
    return line.text if line.kind == Kind.LEAD_IN else f"• {line.text}"


def _add_part(table, heading: str, text: str) -> None:
    """Two rows: a heading, and below it its text, a paragraph a line."""
    cell = table.add_row().cells[0]
    _fill(cell, [heading], bold=True)
    _shade(cell)
    few = text.count("\n") < MOST_PARAGRAPHS
    _fill(table.add_row().cells[0], text.split("\n") if few else [text])


def _fill(cell: _Cell, lines: list[str], *, bold: bool = False) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = bold


def _shade(cell: _Cell) -> None:
    """Give a heading its colour, and keep it on one page with what follows."""
    shading = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": HEADING_COLOUR}.items():
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
