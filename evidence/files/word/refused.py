"""What has no place in a box: refused with the sentence that says what it is and what to do."""

from __future__ import annotations

from lxml import etree

from .package import W
from .unit import Unreadable

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
TEXT_BOXES = (f"{W}txbxContent", "{urn:schemas-microsoft-com:vml}textbox")
TRACKED = (
    "ins del delText delInstrText moveFrom moveTo moveFromRangeStart moveToRangeStart rPrChange "
    "pPrChange cellIns cellDel cellMerge tblPrChange tblPrExChange trPrChange tcPrChange "
    "tblGridChange sectPrChange numberingChange customXmlInsRangeStart customXmlDelRangeStart "
    "customXmlMoveFromRangeStart customXmlMoveToRangeStart"
)
TRACKED_CHANGES = "tracked changes that are still open. Accept or reject all changes in Word first"
PICTURE = "a picture or drawing. Take it out, and add it to the tracker as evidence instead"
TEXT_BOX = "a text box. Put its text into the box of the template as plain lines"
OBJECT = (
    "another file inside it, such as a worksheet. Take it out, and add it to the tracker as "
    "evidence instead"
)
EQUATION = "an equation. Write it in ordinary signs, such as 12/40"
HIDDEN = "hidden text. Show it in Word (Font, Hidden), then keep it as ordinary text or delete it"
SYMBOL = "a sign from a symbol font, such as a smiley. Write it in letters"
FIELD = "a number or text that Word works out by itself. Write it out as ordinary text"
NESTED = "a table inside a table. Put its text into the box as plain lines"
NAMED = {
    "footnoteReference": "a footnote or endnote. Put its text into the box",
    "altChunk": "a part of another document. Copy its text into the box",
    "object": OBJECT,
    "control": OBJECT,
    "contentPart": "something drawn by hand. Write it in words",
    "pgNum": FIELD,
}
SAME = {"endnoteReference": "footnoteReference", "subDoc": "altChunk"}
SAME |= dict.fromkeys(
    ["dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"], "pgNum"
)
# They shape a text, mark a place in it or check it; without them it says the same.
HARMLESS_NAMES = (
    "pPr rPr sectPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr "
    "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
    "annotationRef lastRenderedPageBreak ffData fldData separator continuationSeparator "
    "footnoteRef endnoteRef moveFromRangeEnd moveToRangeEnd customXmlInsRangeEnd "
    "customXmlDelRangeEnd customXmlMoveFromRangeEnd customXmlMoveToRangeEnd"
)
HARMLESS = {f"{W}{name}" for name in HARMLESS_NAMES.split()}


# The line across the page that a text from the web brings along.
ACROSS = "{urn:schemas-microsoft-com:vml}rect[@{urn:schemas-microsoft-com:office:office}hr='t']"


def refuse(what: str) -> None:
    """Raises Unreadable: the document holds this."""
    raise Unreadable(f"The document holds {what}.")


def check_no_tracked_changes(body: etree._Element) -> None:
    """Raises Unreadable while changes are neither accepted nor rejected."""
    if next(body.iter(*(f"{W}{name}" for name in TRACKED.split())), None) is not None:
        refuse(TRACKED_CHANGES)


def refuse_element(element: etree._Element, near: str) -> None:
    """Raises Unreadable for an element that cannot be carried over; `near`: the words before it."""
    uri, _brace, name = element.tag.rpartition("}")
    if f"{uri}}}" == MATH:
        refuse(EQUATION)
    if f"{uri}}}" == W:
        if name == "pict" and len(list(element.iter())) == 2 and element.find(ACROSS) is not None:
            return
        if name in ("drawing", "pict"):
            refuse(_of_drawing(element))
        if said := NAMED.get(SAME.get(name, name)):
            refuse(said)
    after = f" after “{near}”" if near else ""
    refuse(f"something{after} that cannot be brought in. Write it as ordinary text, or take it out")


def _of_drawing(element: etree._Element) -> str:
    """What a drawing is, as people call it."""
    kinds = {
        (CHART, CHARTEX): "a chart. Say in words what it shows, and add it as evidence instead",
        (DIAGRAM,): "a diagram (SmartArt). Write its words into the box as plain lines",
        (OLE,): OBJECT,
        TEXT_BOXES: TEXT_BOX,
    }
    found = (said for tags, said in kinds.items() if next(element.iter(*tags), None) is not None)
    return next(found, PICTURE)
