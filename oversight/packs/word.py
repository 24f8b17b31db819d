"""A pack as a Word document: real headings, tables with heads that are repeated, page numbers."""

from __future__ import annotations

import re
from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from accounts.words import Cell, cell_in_words, day

from .contents import Block, Contents, Section, Sentence, Voice

LANGUAGE = "en-GB"
INK, QUIET = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59)
SHADE, LINES = "F6F6F5", "B4B4B4"
# Of each style its size, and the room before and after it, in points.
STYLES = {
    "Normal": (10, 0, 4),
    "Title": (18, 0, 2),
    "Subtitle": (11, 0, 4),
    "Heading 1": (14, 9, 3),
}
# A4 with margins of two centimetres at its sides.
WIDE = 17.0
# What XML cannot hold, and Word would refuse the document for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_document(contents: Contents) -> bytes:
    """The pack as the bytes of a Word document."""
    document = Document()
    _lay_out(document, contents)
    document.add_heading(contents.form.label, level=0)
    about = f"{contents.edition.round}, as at {day(contents.on)}"
    _add(document, f"{about} · {contents.council}", "Subtitle")
    for section in contents.sections:
        _add_section(document, section)
    _add_made(document, contents)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_out(document: WordDocument, contents: Contents) -> None:
    page = document.sections[0]
    # python-docx begins with the paper of the United States.
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.7)
    about = document.core_properties
    about.title, about.author, about.language = _clean(contents.title), "", LANGUAGE
    about.comments, about.created, about.modified = "", timezone.now(), timezone.now()
    _set_styles(document)
    foot = page.footer.paragraphs[0]
    foot.text = _clean(f"{contents.title} · {contents.audience} · Page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8), QUIET


def _set_styles(document: WordDocument) -> None:
    for name, (size, before, after) in STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), INK
        style.font.italic = False
        lines = style.paragraph_format
        lines.space_before, lines.space_after, lines.line_spacing = Pt(before), Pt(after), 1.1
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), "Arial")
        # A theme's font would win over the one that is named.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    # The line below a title, the lines of tables, and the language of the United States are those
    # of every new document.
    for line in document.styles["Title"].element.iter(qn("w:pBdr")):
        line.getparent().remove(line)
    for lines in document.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for line in lines:
            line.set(qn("w:color"), LINES)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word works out itself."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def _add_made(document: WordDocument, contents: Contents) -> None:
    document.add_heading("How this was made", level=1)
    _add_table(document, ("What", "How"), contents.made, (3, 12))


def _add_section(document: WordDocument, section: Section) -> None:
    document.add_heading(section.title, level=1)
    for block in section.blocks:
        _add_block(document, block, leads=bool(section.tables))


def _add_block(document: WordDocument, block: Block, *, leads: bool) -> None:
    if isinstance(block, Sentence):
        # What leads to a table stands on its page.
        _add(document, block.words).paragraph_format.keep_with_next = leads
    elif isinstance(block, Voice):
        said = _add(document, f"“{block.words}”")
        said.paragraph_format.keep_with_next = True
        by = _add(document, block.said_by)
        by.runs[0].font.color.rgb = QUIET
        said.paragraph_format.left_indent = by.paragraph_format.left_indent = Cm(0.8)
    elif not block.rows:
        _add(document, block.empty)
    else:
        _add_table(document, block.heads, block.rows, block.shares)


def _add(document: WordDocument, words: str, style: str | None = None) -> Paragraph:
    return document.add_paragraph(_clean(words), style=style)


def _add_table(document: WordDocument, heads, rows, shares) -> WordTable:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    widths = [Cm(WIDE * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.rows[0]
    for cell, words, width in zip(head.cells, heads, widths, strict=True):
        _fill(cell, words, width, bold=True)
        _shade(cell)
        # Heads at the foot of a page would stand alone.
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark_row(head, "w:cantSplit")
    _mark_row(head, "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _mark_row(added, "w:cantSplit")
        for cell, value, width in zip(added.cells, row, widths, strict=True):
            _fill(cell, value, width)
    # A paragraph, so that two tables do not grow together.
    between = document.add_paragraph().paragraph_format
    between.space_after, between.line_spacing = Pt(0), Pt(6)
    return table


def _fill(cell: _Cell, value: Cell, width, *, bold: bool = False) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(_clean(cell_in_words(value)))
    run.bold, run.font.size = bold, Pt(9)
    paragraph.paragraph_format.space_after = Pt(2)
    if isinstance(value, int):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": SHADE}.items():
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _mark_row(row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _clean(words: str) -> str:
    return CONTROL.sub("", words)
