"""A paragraph while it is read, and what controls and comments say of its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .package import W

BREAKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
SAYS = (f"{W}t", *BREAKS)
COMMENT, STRUCK, PROMPT = "comment", "struck", "prompt"


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


def left_alone(properties: etree._Element | None) -> set[str]:
    """What a list to choose from shows while nothing is chosen."""
    if properties is None:
        return set()
    rows = properties.iterfind(f"*/{W}listItem")
    return {
        row.get(f"{W}displayText", "").strip() for row in rows if row.get(f"{W}value") == ""
    } - {""}


def comments_in(root: etree._Element | None) -> dict[str, str]:
    """The comments of a document by their ids."""
    found = root.findall(f"{W}comment") if root is not None else []
    return {
        one.get(f"{W}id"): "\n".join(
            "".join(BREAKS.get(one.tag, one.text or "") for one in paragraph.iter(*SAYS))
            for paragraph in one.iter(f"{W}p")
        ).strip()
        for one in found
    }
