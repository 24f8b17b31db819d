"""What every Word document from here has: A4, one typeface, its language and title, headings,
tables whose heads are repeated and read out as such, and numbered pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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

from accounts.words import Cell, cell_in_words

LANGUAGE = "en-GB"
INK, QUIET, SHADE = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59), "F6F6F5"
# A4 with margins of two centimetres.
WIDE = 17.0
# So many signs in a narrow cell may be more than a page.
LONG = 1500
# What XML cannot hold, and Word would refuse the document for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def begun(title: str, foot: str) -> WordDocument:
    """An empty document with its title; the foot of each page says these words and its number."""
    document = Document()
    page = document.sections[0]
    # python-docx begins with the paper of the United States.
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    about = document.core_properties
    about.title, about.author, about.language = clean(title)[:255], "", LANGUAGE
    about.comments, about.created, about.modified = "", timezone.now(), timezone.now()
    _set_styles(document)
    _number_pages(page.footer.paragraphs[0], foot)
    return document


def add(document: WordDocument, words: str, style: str | None = None) -> Paragraph:
    """Add a paragraph."""
    return document.add_paragraph(clean(words), style=style)


def add_heading(document: WordDocument, words: str, level: int) -> None:
    """Add a heading; 0 is the title."""
    document.add_heading(clean(words), level=level)


def add_table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    shares: Sequence[int],
) -> WordTable:
    """Add a table; of each column `shares` says how much of the width it takes."""
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
    _mark_row(head, "w:tblHeader")
    _mark_row(head, "w:cantSplit")
    for values in rows:
        row = table.add_row()
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            _fill(cell, value, width)
        # A row that breaks over two pages is hard to read; one as long as a page has to.
        if max(len(str(value)) for value in values) < LONG:
            _mark_row(row, "w:cantSplit")
    # A paragraph, so that two tables do not grow together.
    between = document.add_paragraph().paragraph_format
    between.space_after, between.line_spacing = Pt(0), Pt(6)
    return table


def as_bytes(document: WordDocument) -> bytes:
    """The document as the bytes of its file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def clean(words: str) -> str:
    """Words without the signs that no Word document can hold."""
    return CONTROL.sub("", words)


def _set_styles(document: WordDocument) -> None:
    sizes = {"Normal": 10, "Title": 24, "Subtitle": 12, "Heading 1": 16, "Heading 2": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), INK
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), "Arial")
        # A theme's font would win over the one that is named.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    # What a new document would have is the language of the United States.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _number_pages(paragraph: Paragraph, foot: str) -> None:
    paragraph.text = clean(f"{foot} · Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8), QUIET


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


def _fill(cell: _Cell, value: Cell, width: Cm, *, bold: bool = False) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(cell_in_words(value)))
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
