"""A draft as a Word document: headings, tables with a head, page numbers, and its language."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from accounts.words import day

from .drafting import NOT_CHECKED, NOT_REPORTED, Draft, Section, WorkPart

LANGUAGE = "en-GB"
HEAD_COLOUR = "DBEEFF"
NOTHING = "Nothing is tagged to this heading yet."
NO_CHILDREN_VERSION = "The version that children can understand is not written yet."
MADE = (
    "Made from the updates for the Board, measures and evidence in Promise Tracker. Services and "
    "roles only: nobody is named. Counts of people from 1 to {most} are not shown, nor those from "
    "which they could be worked out."
)
WORK_HEAD = ("Sub-action", "Service", "How it goes", "Newest update for the Board")
MEASURE_HEAD = ("Measure", "Newest figure", "Starting figure", "Target")
EVIDENCE_HEAD = ("Evidence", "Kind", "Of", "Whose")


def write_draft(draft: Draft, council: str) -> bytes:
    """The draft of a report as a Word document."""
    document = _begun(f"{draft.duty}, draft", council, draft)
    document.add_paragraph(f"What the law asks: “{draft.duty.asks}”")
    document.add_paragraph(f"{draft.duty.law}. {draft.duty.source}.")
    for section in draft.sections:
        _add_section(document, section)
    document.add_heading("What this draft still lacks", level=1)
    for sentence in draft.lacks:
        document.add_paragraph(sentence, style="List Bullet")
    return _as_bytes(document)


def write_for_children(draft: Draft, council: str) -> bytes:
    """The version for children and young people, from the sentences of the Champions Board
    staff.
    """
    document = _begun(f"{draft.duty}: for children and young people", council, draft)
    for line in (draft.period.children_words or NO_CHILDREN_VERSION).splitlines():
        if line.strip():
            document.add_paragraph(line)
    return _as_bytes(document)


def _begun(title: str, council: str, draft: Draft) -> WordDocument:
    """A document with its title, for which period it is, and as at which day."""
    document = Document()
    _lay_out(document, f"{title}, {council}")
    document.add_heading(title, level=0)
    document.add_paragraph(council)
    document.add_paragraph(f"Period: {draft.period}")
    document.add_paragraph(f"As at {day(draft.on)}. {NOT_CHECKED}")
    document.add_paragraph(MADE.format(most=settings.SMALL_NUMBER - 1))
    return document


def _lay_out(document: WordDocument, title: str) -> None:
    section = document.sections[0]
    # python-docx begins with the paper of the United States.
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = LANGUAGE
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    # What a screen reader goes by stands in the style, for all words at once.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    _number_pages(section.footer.paragraphs[0])


def _number_pages(footer: Paragraph) -> None:
    footer.add_run("Page ")
    for kind in ("begin", None, "end"):
        run = footer.add_run()._r
        if kind is None:
            words = OxmlElement("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = "PAGE"
            run.append(words)
        else:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
            run.append(sign)


def _add_section(document: WordDocument, section: Section) -> None:
    words = section.heading.words
    document.add_heading(words[:1].upper() + words[1:], level=1)
    document.add_paragraph(f"Source: {section.heading.source}.")
    if section.is_empty:
        document.add_paragraph(NOTHING)
    if section.works:
        document.add_heading("What is done", level=2)
        rows = [(f"{w.key} {w.title}", w.service, _goes(w), _said(w)) for w in section.works]
        _add_table(document, WORK_HEAD, rows)
    if section.measures:
        document.add_heading("Measures", level=2)
        rows = [
            (
                one.name,
                one.figure or "Not known",
                one.began or "Not known",
                one.target or "None set",
            )
            for one in section.measures
        ]
        _add_table(document, MEASURE_HEAD, rows)
    if section.evidence:
        document.add_heading("Evidence", level=2)
        rows = [(one.title, one.kind, day(one.dated_on), one.service) for one in section.evidence]
        _add_table(document, EVIDENCE_HEAD, rows)


def _goes(work: WorkPart) -> str:
    return f"{work.group}. {work.why}"


def _said(work: WorkPart) -> str:
    """The newest update in paragraphs, with its day."""
    if work.update is None:
        return NOT_REPORTED
    said = [day(work.update.posted_on), work.update.changed]
    if work.update.difference:
        said.append(f"What is different: {work.update.difference}")
    if work.update.next_step:
        said.append(f"Next: {work.update.next_step}")
    return "\n".join(said)


def _add_table(document: WordDocument, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    _add_head(table, head)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for row in table.rows:
        # A row that breaks over two pages is hard to read.
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)


def _add_head(table: Table, head: tuple[str, ...]) -> None:
    row = table.add_row()
    # It is repeated on every page, and read out as the head.
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(row.cells, head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        shading = OxmlElement("w:shd")
        for name, value in {"val": "clear", "color": "auto", "fill": HEAD_COLOUR}.items():
            shading.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shading)


def _as_bytes(document: WordDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
