"""Fields: what Word works out, a link, or a place of a form that was filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from . import refused
from .package import W, is_on, value
from .signs import sign_of

# Each part of an instruction, without its quotation marks.
PART = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
# They show nothing, or nothing but a prompt, and lose nothing.
SILENT = {
    *("MACROBUTTON", "GOTOBUTTON", "TC", "XE", "RD", "TA", "SET", "PRIVATE", "PRINT", "ADVANCE"),
    *("BIDIOUTLINE", "TOC", "TOA", "INDEX", "FORMTEXT", "HYPERLINK", "FILLIN", "ASK"),
}
TICKED, NOT_TICKED = "☒", "☐"


@dataclass
class Field:
    """A field while it is read: its instruction, what its form says of it, and what it shows."""

    form: etree._Element | None = None
    instruction: str = ""
    # Whether its instruction is over and what it shows begins.
    shows: bool = False
    shown: list[str] = field(default_factory=list)
    # Among what is left in the document, if all that it shows is.
    left_as: str = ""
    # Where a link leads, if this is one that stands in the text itself.
    address: str = ""
    # Where in the words of which paragraph it begins.
    start: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> list[str]:
        return [quoted or plain for quoted, plain in PART.findall(self.instruction)]

    @property
    def kind(self) -> str:
        return self.parts[0].upper() if self.parts else ""

    @property
    def text(self) -> str:
        return "".join(self.shown)


def address_behind(one: Field) -> str:
    """Where a link leads, unless its words say so; empty for no link, or one within the
    document.
    """
    address = one.address
    if one.kind == "HYPERLINK":
        plain = [part.replace("\\\\", "\\") for part in one.parts[1:]]
        switches = [place for place, part in enumerate(one.parts[1:]) if part.startswith("\\")]
        first = bool(plain) and 0 not in switches
        address = plain[0] if first else ""
        anchor = next(
            (plain[n + 1] for n in switches if plain[n] == "\\l" and n + 1 < len(plain)), ""
        )
        address += f"#{anchor}" if address and anchor else ""
    address = re.sub(r"^mailto:([^?]*).*", r"\1", address.strip(), flags=re.IGNORECASE)
    shown = one.text.strip()
    return address if shown and _bare(address) not in _bare(shown) else ""


def _bare(address: str) -> str:
    """An address without what people leave out when they write one."""
    bare = re.sub(r"^\w+://", "", "".join(address.split()).casefold())
    return bare.removeprefix("www.").rstrip("/")


def tick_of(one: Field) -> bool:
    """Whether a box to tick is ticked, in a form of the older kind."""
    box = one.form.find(f"{W}checkBox") if one.form is not None else None
    ticked = is_on(box, "checked")
    return bool(is_on(box, "default") if ticked is None else ticked)


def choice_of(one: Field) -> str:
    """What was chosen from a list in a form of the older kind; empty if it was left alone."""
    chosen = value(one.form, "ddList/result")
    entries = one.form.findall(f"{W}ddList/{W}listEntry") if one.form is not None else []
    place = int(chosen) if (chosen or "").isdecimal() else len(entries)
    return entries[place].get(f"{W}val", "") if place < len(entries) else ""


def is_untouched(one: Field) -> bool:
    """Whether a place for text, in a form of the older kind, shows what it showed at first."""
    default = value(one.form, "textInput/default")
    return not one.text.strip() or default is not None and one.text.strip() == default.strip()


def symbol_of(one: Field) -> str:
    """The sign of a field that draws one. Raises Unreadable if it is not known."""
    number, font = one.parts[1] if len(one.parts) > 1 else "", None
    for switch, following in zip(one.parts, one.parts[1:], strict=False):
        font = following if switch.casefold() == "\\f" else font
    base = 16 if number.casefold().startswith("0x") else 10
    sign = sign_of(font, int(number, base)) if re.fullmatch(r"(0[xX])?[\da-fA-F]+", number) else ""
    if not sign:
        refused.refuse(refused.SYMBOL)
    return sign


def check_is_shown(one: Field) -> None:
    """Raises Unreadable for a field that shows what stands nowhere in the document."""
    if one.kind == "EQ":
        refused.refuse(refused.EQUATION)
    if one.kind and one.kind not in SILENT and not one.text.strip():
        refused.refuse(refused.FIELD)
