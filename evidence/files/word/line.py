"""A paragraph while it is read, and what controls and comments say of its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .package import W
from .prompts import is_prompt

BREAKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
COMMENT, STRUCK, PROMPT, PAGES = "comment", "struck", "prompt", "pages"


@dataclass
class Line:
    """A paragraph while it is read: its words, each with whether somebody wrote or chose them, and
    what is left in the document.
    """

    style: str | None = None
    words: list[tuple[str, bool]] = field(default_factory=list)
    left: list[list[str]] = field(default_factory=list)
    mark: str = ""
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(text for text, _written in self.words)

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote or chose something here; empty boxes to tick are of the form."""
        return any(written and text.strip() for text, written in self.words)

    @property
    def is_only_left(self) -> bool:
        """Whether all that stood here is left in the document, so that no line remains."""
        return not self.text.strip() and any(kind != COMMENT for kind, _text in self.left)


def is_unwritten(text: str, properties: etree._Element | None) -> bool:
    """Whether a text is a prompt, or what its list to choose from shows while nothing is chosen."""
    return is_prompt(text) or text.strip() in _left_alone(properties)


def _left_alone(properties: etree._Element | None) -> set[str]:
    if properties is None:
        return set()
    rows = properties.iterfind(f"*/{W}listItem")
    return {
        row.get(f"{W}displayText", "").strip() for row in rows if row.get(f"{W}value") == ""
    } - {""}


def ticked_in(properties: etree._Element | None) -> bool | None:
    """Whether a control is a box that is ticked; None where it is no box to tick."""
    box = properties.find(f"{W14}checkbox") if properties is not None else None
    checked = box.find(f"{W14}checked") if box is not None else None
    if box is None:
        return None
    return checked is not None and checked.get(f"{W14}val", "1") in ("1", "true", "on")
