"""What the styles of a Word document say of its words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from lxml import etree

from .package import DEEPEST, W, is_on, value

# These of a character style turn round what the style of the paragraph says.
TOGGLES = ("strike", "vanish")


@dataclass(frozen=True)
class Look:
    """How words look as far as that changes what they say; None where nothing is said of it."""

    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    webHidden: bool | None = None  # noqa: N815 - as Word calls it
    raised: str | None = None
    font: str | None = None

    def over(self, other: Look) -> Look:
        """This one, and where it says nothing the other."""
        said = {}
        for field in fields(self):
            own = getattr(self, field.name)
            said[field.name] = own if own is not None else getattr(other, field.name)
        return Look(**said)

    @property
    def is_struck(self) -> bool:
        return bool(self.strike or self.dstrike)


def _said_by(properties: etree._Element | None) -> Look:
    """What the properties of a run, or of a style, say themselves."""
    if properties is None or not len(properties):
        return NOTHING_SAID
    names = ("strike", "dstrike", "vanish", "webHidden")
    fonts = (value(properties, "rFonts", kind) for kind in ("ascii", "hAnsi"))
    return Look(
        **{name: is_on(properties, name) for name in names},
        raised=value(properties, "vertAlign"),
        font=next(filter(None, fonts), None),
    )


NOTHING_SAID = Look()


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._found = {style.get(f"{W}styleId"): style for style in found}
        self._default = next(
            (
                style.get(f"{W}styleId")
                for style in found
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in ("1", "true")
            ),
            None,
        )
        path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
        self._document = _said_by(root.find(path) if root is not None else None)
        self.look_under = cache(self._look_under)
        self.is_prompt = cache(self._is_prompt)

    @property
    def font(self) -> str | None:
        """The font in which the document stands where nothing says another."""
        return self.look_under(None, None).font

    def look(self, run: etree._Element | None, paragraph: str | None) -> Look:
        """How the words of a run look: by its properties, its style, and that of the paragraph."""
        own = _said_by(run)
        under = self.look_under(value(run, "rStyle"), paragraph)
        return own.over(under) if own is not NOTHING_SAID else under

    def _look_under(self, run: str | None, paragraph: str | None) -> Look:
        by_run = self._look_of(run) if run else NOTHING_SAID
        by_paragraph = self._look_of(paragraph or self._default)
        both = by_run.over(by_paragraph)
        turned = {
            name: bool(getattr(by_run, name)) != bool(getattr(by_paragraph, name))
            for name in TOGGLES
            if getattr(by_run, name) is not None or getattr(by_paragraph, name) is not None
        }
        return Look(**{**vars(both), **turned}).over(self._document)

    def _look_of(self, style: str | None) -> Look:
        said = NOTHING_SAID
        for element in self.line_of(style):
            said = said.over(_said_by(element.find(f"{W}rPr")))
        return said

    def line_of(self, style: str | None) -> list[etree._Element]:
        """A style and those that it is based on, itself first."""
        line: list[etree._Element] = []
        while style in self._found and len(line) < DEEPEST:
            line.append(self._found[style])
            style = value(line[-1], "basedOn")
        return line

    def _is_prompt(self, style: str | None) -> bool:
        """Whether a style is that of the prompts that Word shows in an empty place."""
        names = (value(one, "name") or one.get(f"{W}styleId") for one in self.line_of(style))
        return any(name.replace(" ", "").casefold() == "placeholdertext" for name in names)

    def in_a_list(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        """The list that a style puts paragraphs into, the level, and the style that says so."""
        for one in self.line_of(style or self._default):
            if number := value(one, "pPr/numPr/numId"):
                return number, value(one, "pPr/numPr/ilvl"), one.get(f"{W}styleId")
        return None, None, None
