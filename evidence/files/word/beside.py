"""What is written beside the text of a Word document: comments, and the tops and feet of pages."""

from __future__ import annotations

from lxml import etree

from .line import BREAKS, PAGES
from .package import MC, Document, R, W
from .refused import MATH, TEXT_BOXES
from .signs import drawn_by

PICTURE, SIGN = "(a picture)", "(a sign)"
PICTURES = {f"{W}{name}" for name in ("drawing", "pict", "object")}
FALLBACK = f"{MC}Fallback"
# Layout has no words, and what a change takes out is none any more.
WORDLESS = {f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "instrText")} | {FALLBACK}
PAGE_NUMBERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}


def comments_in(document: Document) -> dict[str, str]:
    """The comments of a document by their ids."""
    return {
        one.get(f"{W}id"): "\n".join(_lines_of(one, links)).strip()
        for root, links in document.parts("comments")
        for one in root.iterfind(f"{W}comment")
    }


def words_of_pages(document: Document) -> list[tuple[str, str]]:
    """What stands at the top and the foot of the pages, each text once, as what is left beside; not
    their pictures, nor lines that count the pages.
    """
    texts = (
        "\n".join(line for line in _lines_of(root, links) if line.replace(PICTURE, "").strip())
        for kind in ("header", "footer")
        for root, links in document.parts(kind)
    )
    return [(PAGES, text) for text in dict.fromkeys(texts) if text]


def _lines_of(element: etree._Element, links: dict[str, str]) -> list[str]:
    return [
        _words_of(paragraph, links)
        for paragraph in element.iter(f"{W}p")
        if not _counts_pages(paragraph) and next(paragraph.iterancestors(FALLBACK), None) is None
    ]


def _counts_pages(paragraph: etree._Element) -> bool:
    told = [one.text or "" for one in paragraph.iter(f"{W}instrText")]
    told += [one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")]
    return not PAGE_NUMBERS.isdisjoint(" ".join(told).upper().split())


def _words_of(element: etree._Element, links: dict[str, str]) -> str:
    if element.tag in BREAKS:
        return BREAKS[element.tag]
    if element.tag in (f"{W}t", f"{MATH}t"):
        return element.text or ""
    if element.tag == f"{W}sym":
        return drawn_by(element) or SIGN
    if element.tag in PICTURES:
        # The paragraphs of a text box are lines of their own.
        return "" if next(element.iter(*TEXT_BOXES), None) is not None else PICTURE
    inside = (_words_of(one, links) for one in element if one.tag not in WORDLESS)
    address = links.get(element.get(f"{R}id", ""))
    return "".join([*inside, f" ({address})" if address else ""])
