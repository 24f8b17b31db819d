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
# group takes this much of it, the smaller where there are many, and one of a foundation.
GROUPS, ROW, MARKS, SMALL = 168, 63, (4.5, 3), 2.95
# How wide a group is at least, so that its number and name stand in one line.
LEAST = 29
# In so many lines the larger marks of all groups have to find room: the sheet stays one page.
LINES = 2


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


def _groups(board: Board) -> list[tuple[Shown, Picture, float]]:
    number = sum(len(group.marks) for group in board.groups)
    large, small = MARKS
    mark = large if number * large <= GROUPS * LINES else small
    # Of many each group breaks its marks into as many lines as all of them need.
    lines = max(1, ceil(number * mark / GROUPS))
    drawn = [(group, _of_group(group, lines, mark / WIDE)) for group in board.groups]
    return [(group, marks, max(LEAST, marks.width_on_paper)) for group, marks in drawn]


def _of_group(group: Shown, lines: int, scale: float) -> Picture:
    across = max(1, ceil(len(group.marks) / lines))
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
