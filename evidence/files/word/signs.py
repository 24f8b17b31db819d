"""Signs that are not the letters they are stored as: of symbol fonts, and raised or lowered."""

from __future__ import annotations

import re

from lxml import etree

# What the fonts Symbol and Wingdings draw for each number, as far as there is a sign for it.
SYMBOL = dict(
    zip(
        [*range(0x21, 0x7F), *range(0xA0, 0xF0), *range(0xF1, 0xFF)],
        "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤ"
        "ΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐"
        "⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨"
        "⇔⇐⇑⇒⇓"
        "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〉∫⌠⎮⌡"
        "⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x41: "✌", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄",
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
    0x78: "☒", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧",
    0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + place: chr(ord("①") + place) for place in range(10)},
    **{0x8C + place: chr(ord("❶") + place) for place in range(10)},
}  # fmt: skip
SIGNS = {
    "symbol": SYMBOL,
    "wingdings": WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "☐"},
    **{font: {} for font in ("wingdings 3", "webdings", "zapf dingbats", "marlett", "mt extra")},
}
HEX = re.compile("[0-9a-fA-F]+")
# Where symbol fonts keep their signs.
PRIVATE = range(0xF000, 0xF100)
# What means nothing outside its font; the marks of lists are known even so, as they are pasted.
NO_LETTERS = re.compile("[\ue000-\uf8ff]")
PASTED = {0xF0B7: "•", 0xF0A7: "▪"}
FLAT = "0123456789+-−=()"
RAISED = {
    "superscript": str.maketrans(FLAT, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    "subscript": str.maketrans(FLAT, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def sign_of(font: str | None, number: int) -> str | None:
    """The sign that a font draws for a number; None where that is not known."""
    signs = SIGNS.get((font or "").casefold())
    if signs is None:
        known = number in range(0x20, 0x110000) and number not in range(0xD800, 0xF900)
        return chr(number) if known else None
    if number > 0xFF and number not in PRIVATE:
        # The font has no such sign, so Word takes it from another one.
        return chr(number)
    place = number - PRIVATE.start if number in PRIVATE else number
    return " " if place in (0x20, 0xA0) and place not in signs else signs.get(place)


def in_words(text: str, font: str | None, raised: str | None, *, typed: bool = False) -> str | None:
    """A text as it looks in its font; None where a sign of it is not known. What was `typed`, in
    the font in which all of the document stands, is as it is: so our own documents come back.
    """
    if (font or "").casefold() in SIGNS:
        signs = [sign_of(font, ord(sign)) for sign in text]
        return None if None in signs else "".join(signs)
    text = text.translate(PASTED)
    if not typed and NO_LETTERS.search(text):
        return None
    return text.translate(RAISED[raised]) if raised in RAISED else text


def drawn_by(element: etree._Element) -> str | None:
    """The sign that an element draws; None where it is not known."""
    # Its attributes are named as it is itself: Word writes an emoji in a dialect of its own.
    named = element.tag.partition("}")[0] + "}"
    number = element.get(f"{named}char", "")
    return sign_of(element.get(f"{named}font"), int(number, 16)) if HEX.fullmatch(number) else None
