"""A draft as a Word document."""

from __future__ import annotations

from django.conf import settings
from docx.document import Document as WordDocument
from docx.shared import Pt

from accounts.words import day

from ..wordfile import add, add_heading, add_table, as_bytes, begun
from .drafting import NOT_CHECKED, Draft, Section
from .leaving import NOTHING_PUBLIC, WorkPart

NOTHING = "Nothing that may leave is tagged to this heading yet."
NO_CHILDREN_VERSION = "The version that children can understand is not written yet."
BEFORE = "Take this list out before the report is sent or published."
CHILDREN_NOT_CHECKED = "Nobody has checked yet whether every word here is a kind one."
WORK_HEAD, WORK_SHARES = (
    ("Commitment", "Service", "How it goes", "What was said last"),
    (4, 3, 3, 7),
)
MEASURE_HEAD, MEASURE_SHARES = (
    ("Measure", "Newest figure", "Starting figure", "Target"),
    (6, 4, 4, 4),
)
EVIDENCE_HEAD, EVIDENCE_SHARES = ("Evidence", "Kind", "Of", "Whose"), (7, 3, 3, 4)


def write_draft(draft: Draft, council: str) -> bytes:
    """The draft of a report as a Word document."""
    document = _begun(f"{draft.duty}, draft", council, draft)
    add(document, f"As at {day(draft.on)}. {NOT_CHECKED}")
    add(document, _made())
    add(document, f"What the law asks: “{draft.duty.asks}”")
    add(document, f"{draft.duty.law}. {draft.duty.source}.")
    for section in draft.sections:
        _add_section(document, section)
    add_heading(document, "What this draft still lacks", level=1)
    add(document, BEFORE)
    for sentence in draft.lacks:
        add(document, sentence, "List Bullet")
    return as_bytes(document)


def write_for_children(draft: Draft, council: str) -> bytes:
    """The version for children and young people, from the sentences of the Champions Board
    staff.
    """
    document = _begun(f"{draft.duty}: for children and young people", council, draft)
    # Easier to read, and nothing stands beside it.
    document.styles["Normal"].font.size = Pt(14)
    period = draft.period
    for line in (period.children_words or NO_CHILDREN_VERSION).splitlines():
        if line.strip():
            add(document, line)
    if period.children_words:
        add(document, f"Written on {day(period.children_on)}. {CHILDREN_NOT_CHECKED}")
    return as_bytes(document)


def _begun(title: str, council: str, draft: Draft) -> WordDocument:
    """A document with its title, whose it is, and for which period."""
    whole = f"{title}, {council}, {draft.period}"
    document = begun(whole, whole)
    add_heading(document, title, level=0)
    add(document, council, "Subtitle")
    add(document, f"Period: {draft.period}")
    return document


def _made() -> str:
    return (
        "Made in Promise Tracker from updates, measures and evidence that are marked as public; "
        "whatever else is tagged is left out. Services and roles only: nobody is named. Counts of "
        "people are those that the last closed round let out: from 1 to "
        f"{settings.SMALL_NUMBER - 1} they are hidden, and so is what would give them away."
    )


def _add_section(document: WordDocument, section: Section) -> None:
    words = section.heading.words
    add_heading(document, words[:1].upper() + words[1:], level=1)
    source = add(document, f"Source: {section.heading.source}.")
    # A heading and its source are alone at the foot of no page.
    source.paragraph_format.keep_with_next = True
    if section.is_empty:
        add(document, NOTHING)
    if section.works:
        add_heading(document, "Commitments", level=2)
        rows = [(f"{w.key} {w.title}", w.service, w.goes, _said(w)) for w in section.works]
        add_table(document, WORK_HEAD, rows, WORK_SHARES)
    if section.measures:
        add_heading(document, "Measures", level=2)
        rows = [
            (
                one.name,
                one.figure or "Not told",
                one.began or "Not told",
                one.target or "None set",
            )
            for one in section.measures
        ]
        add_table(document, MEASURE_HEAD, rows, MEASURE_SHARES)
    if section.evidence:
        add_heading(document, "Evidence", level=2)
        rows = [(one.title, one.kind, one.dated, one.service) for one in section.evidence]
        add_table(document, EVIDENCE_HEAD, rows, EVIDENCE_SHARES)


def _said(work: WorkPart) -> str:
    """The newest public update in paragraphs, with its day."""
    if work.update is None:
        return NOTHING_PUBLIC
    said = [f"{day(work.update.posted_on)}:", work.update.changed]
    if work.update.difference:
        said.append(f"What is different: {work.update.difference}")
    if work.update.next_step:
        said.append(f"Next: {work.update.next_step}")
    return "\n".join(said)
