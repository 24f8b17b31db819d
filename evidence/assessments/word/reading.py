"""Reading self-assessments from Word documents: ours, or the council's own template filled by hand.

Headings are found by their text, wherever they stand, in tables or between them. What cannot be
read for certain is refused with a sentence: a document that comes in half would be worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.files.word_units import Unit, Unreadable

from .writing import OUTCOME, RECOMMENDATIONS, ROUND, SERVICE

# No heading is longer; longer texts need not be compared with one.
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Read:
    """What a document holds: for each theme (by its title) its boxes by prompt; service and round
    if it names them.
    """

    boxes: dict[str, dict[str, str]]
    service: str = ""
    round: str = ""


def read_document(units: list[Unit], titles: list[str], prompts: list[str]) -> Read:
    """The answers in a document, by the titles of themes and the texts of prompts that are known.

    Raises Unreadable with the reason; a document is read whole or not at all.
    """
    starts = [
        place
        for place, unit in enumerate(units)
        if not unit.in_table and _as_heading(unit.text, titles)
    ]
    # A title inside a table is a text about a theme, not the beginning of one.
    if not starts:
        begins = f"Each begins with its title, such as “{titles[0]}”."
        raise Unreadable(f"No theme was found. {begins}")
    head, boxes = units[: starts[0]], {}
    _check_nothing_before(head)
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        title = _as_heading(units[start].text, titles)
        if title in boxes:
            raise Unreadable(f"“{title}” stands in the document twice.")
        boxes[title] = _read_boxes(title, units[start + 1 : end], prompts)
    return Read(boxes, service=_behind_label(head, SERVICE), round=_behind_label(head, ROUND))


def same_words(text: str) -> str:
    """A heading without what Word changes by itself: capitals, spaces, curly quotes and dashes."""
    plain = re.sub(r"[\u2010-\u2015]", "-", text.replace("’", "'").replace("‘", "'"))
    return " ".join(plain.split()).casefold()


def _as_heading(text: str, headings: list[str]) -> str:
    """The heading that a text is, or nothing."""
    if len(text) > LONGEST_HEADING:
        return ""
    words = same_words(text)
    # The whole line: one that only begins with a heading's words is an answer.
    return next((heading for heading in headings if same_words(heading) == words), "")


def _behind_label(head: list[Unit], label: str) -> str:
    """What the lines before the first theme say behind a label, such as the round."""
    lines = (unit.text.strip() for unit in head)
    return next((line[len(label) :].strip() for line in lines if line.startswith(label)), "")


def _check_nothing_before(head: list[Unit]) -> None:
    """Raises Unreadable when a part of a theme stands before the first title that is known."""
    # Its answers would be taken for the head of the document, and lost in silence.
    if any(_as_heading(unit.text, [OUTCOME, RECOMMENDATIONS]) for unit in head):
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
    if [_as_heading(cell.text, expected) for cell in cells[::2]] == expected and len(
        cells
    ) == 2 * len(expected):
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
    places = [(place, _as_heading(unit.text, expected)) for place, unit in enumerate(units)]
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
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)
