"""Reading self-assessments from Word documents: ours, or the council's own template filled by hand.

Headings are found by their text, wherever they stand, in tables or between them. What cannot be
read for certain is refused with a sentence: a document that comes in half would be worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from accounts.words import is_blank
from evidence.files.word.unit import Unit, Unreadable

from .headings import OUTCOME, RECOMMENDATIONS, ROUND, SERVICE, TITLE

# No heading is longer; longer texts need not be compared with one.
LONGEST_HEADING = 200

# Between a label and what it says; a hyphen inside a word ("Round-the-clock care") is none.
SAYS = "(?: ?[:=]| -|-(?= ))"


@dataclass(frozen=True)
class Left:
    """What stays in a document, to be copied by hand: under which title and heading it stands, of
    which kind it is ("comment", "struck", "prompt", "pages"; "above" the first heading), and its
    words.
    """

    title: str
    heading: str
    kind: str
    words: str


@dataclass(frozen=True)
class Read:
    """What a document holds: for each theme (by its title) its boxes by prompt, what is left in it,
    and the services and rounds that it names; `is_ours`: whether it begins with our title.
    """

    boxes: dict[str, dict[str, str]]
    left: list[Left] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)
    is_ours: bool = False

    @property
    def service(self) -> str:
        return next(iter(self.services), "")

    @property
    def round(self) -> str:
        return next(iter(self.rounds), "")


def read_document(units: list[Unit], titles: list[str], prompts: list[str]) -> Read:
    """The answers in a document, by the titles of themes and the texts of prompts that are known.

    Raises Unreadable with the reason; a document is read whole or not at all.
    """
    starts = [
        place for place, unit in enumerate(units) if not unit.in_table and _as_heading(unit, titles)
    ]
    # A title inside a table is a text about a theme, not the beginning of one.
    if not starts:
        begins = f"Each begins with its title, such as “{titles[0]}”."
        raise Unreadable(f"No theme was found. {begins}")
    head, boxes = units[: starts[0]], {}
    left = _left_in(head, "", [])
    expected = [OUTCOME, RECOMMENDATIONS, *prompts]
    _check_nothing_before(head)
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        title, inside = _as_heading(units[start], titles), units[start + 1 : end]
        if title in boxes:
            raise Unreadable(f"“{title}” stands in the document twice.")
        boxes[title] = _read_boxes(title, inside, prompts)
        left += _left_in(units[start:end], title, expected)
        # Whose it is may be said under the title as well as before it; other words have no box.
        first = next(place for place, unit in enumerate(inside) if _as_heading(unit, expected))
        head += inside[:first]
        above = (unit.text for unit in inside[:first] if not is_blank(unit.text))
        left += [Left(title, "", "above", words) for words in above]
    ours = any(same_words(unit.text) == same_words(TITLE) for unit in head)
    return Read(boxes, left, _named(head, SERVICE, ROUND), _named(head, ROUND, SERVICE), ours)


def same_words(text: str) -> str:
    """A heading without what Word changes by itself: capitals, spaces, curly quotes and dashes, and
    without signs that show nothing.
    """
    return _plain(text).replace("’", "'").replace("‘", "'").casefold()


def _plain(text: str) -> str:
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", seen))
    return " ".join(plain.split())


def _left_in(units: list[Unit], title: str, headings: list[str]) -> list[Left]:
    """What is left in these units, each under the heading above it."""
    found, heading = [], ""
    for unit in units:
        heading = _as_heading(unit, headings) or heading
        found += [Left(title, heading, kind, words) for kind, words in unit.left]
    return found


def _as_heading(unit: Unit, headings: list[str]) -> str:
    """The heading that a unit is, or nothing; the number before it does not count."""
    text = unit.text.removeprefix(unit.mark)
    if len(text) > LONGEST_HEADING:
        return ""
    words = same_words(text)
    # The whole line: one that only begins with a heading's words is an answer.
    return next((heading for heading in headings if same_words(heading) == words), "")


def _named(head: list[Unit], label: str, other: str) -> list[str]:
    """What the lines before the themes say behind a label, such as the round: on the same line,
    behind a tab, on the next line of the same text or in the next cell.
    """
    word, next_word = (same_words(one).rstrip(": ") for one in (label, other))
    begins = re.compile(rf"{word}(?:{SAYS} ?(.*))?", re.IGNORECASE)
    # Both labels may stand in one line, in either order.
    after = re.compile(rf"(?:^|[ ,;|/-]+){next_word}{SAYS}.*", re.IGNORECASE)
    before = re.compile(rf"^{next_word}{SAYS}.*?[ ,;|/-]+(?={word}{SAYS})", re.IGNORECASE)
    found = []
    for text in _texts_of(head):
        parts = [before.sub("", _plain(part)) for part in re.split(r"[\t\n]", text)]
        parts = [part for part in parts if part]
        for part, following in zip(parts, [*parts[1:], ""], strict=False):
            if match := begins.fullmatch(part):
                found.append(after.sub("", match[1] or following))
    return [name for name in found if name]


def _texts_of(head: list[Unit]) -> list[str]:
    """Each paragraph, and the cells of each table as one text."""
    texts: list[str] = []
    for in_table, units in groupby(head, key=lambda unit: unit.in_table):
        found = [unit.text.removeprefix(unit.mark) for unit in units]
        texts += ["\n".join(found)] if in_table else found
    return texts


def _check_nothing_before(head: list[Unit]) -> None:
    """Raises Unreadable when a part of a theme stands before the first title that is known."""
    # Its answers would be taken for the head of the document, and lost in silence.
    if any(_as_heading(unit, [OUTCOME, RECOMMENDATIONS]) for unit in head):
        raise Unreadable(
            "The document begins with a theme whose title is not one of the 19. "
            "Was its title changed?"
        )


def _read_boxes(title: str, units: list[Unit], prompts: list[str]) -> dict[str, str]:
    """The texts of one theme's four boxes, by prompt. Raises Unreadable unless each heading is
    there once, in order.
    """
    expected = [OUTCOME, RECOMMENDATIONS, *prompts]
    cells = [unit for unit in units if unit.in_table]
    if [_as_heading(cell, expected) for cell in cells[::2]] == expected and len(cells) == 2 * len(
        expected
    ):
        # Heading and text by turns: then even a box that repeats a heading is read for certain.
        _check_nothing_beside(title, units)
        texts = [cell.text for cell in cells[1::2]]
    else:
        texts = _between_headings(title, units, expected)
    return {
        prompt: trimmed(text)
        for prompt, text in zip(expected, texts, strict=True)
        if prompt in prompts
    }


def _check_nothing_beside(title: str, units: list[Unit]) -> None:
    if any(unit.text.strip() for unit in units if not unit.in_table):
        outside = f"Under “{title}” there is text outside the boxes."
        raise Unreadable(f"{outside} Move it into a box.")


def _between_headings(title: str, units: list[Unit], expected: list[str]) -> list[str]:
    """What stands under each heading, up to the next one."""
    places = [(place, _as_heading(unit, expected)) for place, unit in enumerate(units)]
    # In tables or between them: councils have their own layout.
    places = [(place, heading) for place, heading in places if heading]
    _check_headings(title, [heading for _place, heading in places], expected)
    starts = [place for place, _heading in places]
    ends = [*starts[1:], len(units)]
    return [
        "\n".join(unit.text for unit in units[start + 1 : end])
        for start, end in zip(starts, ends, strict=True)
    ]


def _check_headings(title: str, found: list[str], expected: list[str]) -> None:
    """Raises Unreadable for a heading that is missing, there twice, or in another place."""
    for heading in expected:
        if heading not in found:
            lacks = f"the heading “{heading}” is missing or was changed"
            raise Unreadable(f"Under “{title}” {lacks}.")
        if found.count(heading) > 1:
            raise Unreadable(
                f"Under “{title}” the heading “{heading}” appears twice. "
                "Was the title of the next theme changed?"
            )
    if found != expected:
        raise Unreadable(f"Under “{title}” the headings are not in the order of the template.")


def trimmed(text: str) -> str:
    """A text without the empty lines around it, of which a template filled by hand has many."""
    lines = text.split("\n")
    while lines and is_blank(lines[0]):
        lines.pop(0)
    while lines and is_blank(lines[-1]):
        lines.pop()
    return "\n".join(lines)
