"""Values that a program wrote into an office file for itself: no person typed them, and their
digits are nobody's number.
"""

from __future__ import annotations

import re

# Shorter ones hold no identifier.
SHORTEST = 8
TELLING = re.compile(r"(?:\d\D*){4}|@|\bat\b", re.IGNORECASE)
# A whole number as telephones and health numbers are written.
NOUGHT_FIRST = re.compile(r"(?:\+|0)\d{9,12}")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:E[+-]?\d+)?", re.IGNORECASE)
GUID = re.compile(r"\{?\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b\}?", re.IGNORECASE)
# A run of hex digits with a letter among them: ids, digests, the ContentTypeId of a library.
HEX = re.compile(r"\b(?:0x)?(?=[0-9]*[a-f])[0-9a-f]{8,}\b|\b0x[0-9a-f]+\b", re.IGNORECASE)
# How SharePoint numbers its documents, and Word its own bookmarks and pictures.
DOCUMENT_ID = re.compile(
    r"\b[A-Z][A-Z0-9]{3,11}-[1-9]\d{0,9}-\d{1,7}\b"
    r"|\b_(?:Toc|Ref|Hlk|Hlt|MON_)\d+\b|\b_x0000_\w+"
)
WHOLE = re.compile(
    r"[+-]?[\d.]+(?:pt|in|cm|mm|px|pc|pi|em|ex|fd|%)"  # measures
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"  # moments
    r"|(?:https?://(?:schemas|www\.w3|purl)\.[^\s?]+|urn:schemas[^\s?]+)"  # schemas
    r"|[A-Za-z0-9+/]{60,}={0,2}",  # digests and packed data
    re.IGNORECASE,
)
# Attributes that hold shapes, places and styles, and nothing to read.
SHAPES = frozenset(
    ("style", "path", "points", "adj", "gfxdata", "coordsize", "coordorigin", "formulas")
    + ("sqref", "ref", "spans", "spid", "connectlocs", "textboxrect", "limo")
    + ("hash", "hashvalue", "salt", "saltvalue")
)
# Attributes, and elements with a value, that a person writes, also where it is only a number.
WRITTEN = frozenset(
    ("name", "title", "descr", "alt", "string", "display", "displaytext", "value", "v", "caption")
    + ("tooltip", "location", "author", "initials", "prompt", "prompttitle", "error", "errortitle")
    + ("displayname", "filename", "uniquename", "text")
)
WRITTEN_IN = frozenset(
    ("docVar", "alias", "tag", "filter", "customFilter", "listEntry", "default", "statusText")
    + ("helpText", "lvlText", "attr", "name", "description", "caption", "label", "text")
    + ("inputCells", "cfvo", "top10")
)


def written(text: str) -> str:
    """What of a text may be a person's: empty, or without ids and runs of hex."""
    text = text.strip()
    if len(text) < SHORTEST or not TELLING.search(text) or WHOLE.fullmatch(text):
        return ""
    for made in (GUID, HEX, DOCUMENT_ID):
        text = made.sub("#", text)
    return text if len(text) >= SHORTEST else ""


def written_in(element: str, attribute: str, value: str, *, numbers: bool) -> str:
    """What of the value of an attribute may be a person's.

    `numbers`: whether a bare number in this part is. Elsewhere it is the id or the size of
    something, but for a leading nought and for attributes made to be written in.
    """
    # Most values are short; this is asked of each.
    if len(value) < SHORTEST or (not numbers and attribute.lower() in SHAPES):
        return ""
    is_written = attribute.lower() in WRITTEN or (attribute == "val" and element in WRITTEN_IN)
    return written(value) if numbers or is_written or not is_id(value) else ""


def is_id(value: str) -> bool:
    """Whether a value is a bare number of the kind that programs count and measure by."""
    return bool(NUMBER.fullmatch(value)) and not NOUGHT_FIRST.fullmatch(value)
