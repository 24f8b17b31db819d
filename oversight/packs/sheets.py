"""What the templates of the PDF are given: a pack, and the pictures that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.conf import settings

from ..board.attendances import Attendances
from ..board.groups import FoundationRow, Shown
from ..board.reading import Board
from ..small.rule import Cell, Hidden
from .contents import Contents, Section
from .drawing import WIDE, Picture, picture

# The room of all groups together, and of the marks of a foundation, in millimetres; a mark of a
# group takes this much of it at most, and one of a foundation.
GROUPS, ROW, MARK, SMALL = 168, 66, 4.5, 2.95


@dataclass(frozen=True)
class Attended:
    """The graph of the target of participants, in thousandths of it."""

    counted: int
    even: int
    about: int
    words: str
    key: str


def page_of(contents: Contents) -> dict:
    """All that a template draws."""
    board = contents.record.board
    sections = {section.key: section for section in contents.sections}
    return {
        "contents": contents,
        "least": settings.SMALL_NUMBER,
        "board": board,
        "groups": _groups(board),
        "foundations": [(row, _of_foundation(row)) for row in board.table],
        "sections": sections,
        "answer": _answer(sections["answer"], board),
        "attended": _attended(board.figures.attendances, contents.counted),
    }


def _answer(section: Section, board: Board) -> tuple[str, str, str]:
    """The answer after its first word, in three: what is not going well is set apart."""
    first = section.sentences[0].after_word if section.sentences else ""
    return first.partition(board.words["badly"])


def _groups(board: Board) -> list[tuple[Shown, Picture]]:
    number = sum(len(group.marks) for group in board.groups)
    # Of many each group breaks its marks into as many lines as all of them need.
    lines = max(1, ceil(number * MARK / GROUPS))
    return [(group, _of_group(group, lines)) for group in board.groups]


def _of_group(group: Shown, lines: int) -> Picture:
    across = max(1, ceil(len(group.marks) / lines))
    scale = MARK / WIDE
    return picture(group.marks, group.picture, across=across, scale=scale, bubbles=True)


def _of_foundation(row: FoundationRow) -> Picture:
    across, words = int(ROW / SMALL), f"{row.name}: {row.in_words}"
    return picture(row.rows, words, across=across, scale=SMALL / WIDE, bubbles=False)


def _attended(found: Attendances | None, counted: Cell) -> Attended | None:
    if found is None or found.pace is None or isinstance(counted, Hidden):
        return None
    whole = found.graph["whole"] or 1
    parts = {name: round(1000 * found.graph[name] / whole) for name in ("counted", "even", "about")}
    words = f"{found.counted:,} of {found.number:,} attendances: {found.sentence}"
    return Attended(words=words, key=found.key, **parts)
