"""A pack as a Word document: real headings, tables with heads that are repeated, page numbers."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from accounts.words import day

from ..wordfile import QUIET, add, add_heading, add_table, as_bytes, begun
from .contents import Block, Contents, Section, Sentence, Voice

LINES = "B4B4B4"
# Of each style its size, and the room before and after it, in points.
STYLES = {
    "Normal": (10, 0, 4),
    "Title": (18, 0, 2),
    "Subtitle": (11, 0, 4),
    "Heading 1": (14, 9, 3),
}


def write_document(contents: Contents) -> bytes:
    """The pack as the bytes of a Word document."""
    document = begun(contents.title, f"{contents.title} · {contents.audience}")
    _set_tight(document)
    add_heading(document, contents.form.label, level=0)
    about = f"{contents.edition.round}, as at {day(contents.on)}"
    add(document, f"{about} · {contents.council}", "Subtitle")
    for section in contents.sections:
        _add_section(document, section)
    add_heading(document, "How this was made", level=1)
    add_table(document, ("What", "How"), contents.made, (3, 12))
    return as_bytes(document)


def _set_tight(document: WordDocument) -> None:
    """A briefing is two pages."""
    page = document.sections[0]
    page.top_margin = page.bottom_margin = Cm(1.7)
    for name, (size, before, after) in STYLES.items():
        style = document.styles[name]
        style.font.size, lines = Pt(size), style.paragraph_format
        lines.space_before, lines.space_after, lines.line_spacing = Pt(before), Pt(after), 1.1
    # The line below a title and dark lines of tables are those of every new document.
    for line in document.styles["Title"].element.iter(qn("w:pBdr")):
        line.getparent().remove(line)
    for lines in document.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for line in lines:
            line.set(qn("w:color"), LINES)


def _add_section(document: WordDocument, section: Section) -> None:
    add_heading(document, section.title, level=1)
    for block in section.blocks:
        _add_block(document, block, leads=bool(section.tables))


def _add_block(document: WordDocument, block: Block, *, leads: bool) -> None:
    if isinstance(block, Sentence):
        # What leads to a table stands on its page.
        add(document, block.words).paragraph_format.keep_with_next = leads
    elif isinstance(block, Voice):
        said = add(document, f"“{block.words}”")
        said.paragraph_format.keep_with_next = True
        by = add(document, block.said_by)
        by.runs[0].font.color.rgb = QUIET
        said.paragraph_format.left_indent = by.paragraph_format.left_indent = Cm(0.8)
    elif not block.rows:
        add(document, block.empty)
    else:
        add_table(document, block.heads, block.rows, block.shares)
