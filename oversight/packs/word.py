"""A pack as a Word document: real headings, tables with heads that are repeated, page numbers."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Cm

from ..wordfile import QUIET, add, add_heading, add_table, as_bytes, begun
from .contents import Block, Contents, Section, Sentence, Voice


def write_document(contents: Contents) -> bytes:
    """The pack as the bytes of a Word document."""
    document = begun(contents.title, f"{contents.title} · {contents.audience}")
    add_heading(document, contents.form.label, level=0)
    add(document, f"{contents.council} · {contents.audience}", "Subtitle")
    _add_section(document, contents.sections[0])
    add_heading(document, "How this was made", level=1)
    add_table(document, ("What", "How"), contents.made, (3, 12))
    for section in contents.after_the_answer:
        _add_section(document, section)
    return as_bytes(document)


def _add_section(document: WordDocument, section: Section) -> None:
    add_heading(document, section.title, level=1)
    for block in section.blocks:
        _add_block(document, block, section.title)


def _add_block(document: WordDocument, block: Block, above: str) -> None:
    if isinstance(block, Sentence):
        add(document, block.words)
    elif isinstance(block, Voice):
        said = add(document, f"“{block.words}”")
        said.paragraph_format.left_indent = Cm(0.8)
        by = add(document, block.said_by)
        by.paragraph_format.left_indent = Cm(0.8)
        by.runs[0].font.color.rgb = QUIET
    elif not block.rows:
        add(document, block.empty)
    else:
        if block.title != above:
            add_heading(document, block.title, level=2)
        add_table(document, block.heads, block.rows, block.shares)
