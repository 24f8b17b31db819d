"""How much of its lists the PDF of a pack holds: all pages of one are in memory at once, so what it
holds is bounded. Word and Excel hold everything.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from accounts.words import Cell, cell_in_words

from .contents import Block, Contents, Section, Sentence, Table

# Lines of text in the cells of all tables together: some forty pages, in less than 250 MB.
ROOM = 6_000
# So many signs has a line across the whole of a page.
ACROSS = 100
MORE = "The Word document and the workbook of this pack have all."


def as_far_as_there_is_room(contents: Contents) -> Contents:
    """A pack with as much of its lists as there is room for, in their order; where a list is cut, a
    sentence says so.
    """
    left, sections = ROOM, []
    for section in contents.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                shown, left = _cut(block, left)
                blocks += shown
            else:
                blocks.append(block)
        sections.append(Section(section.key, section.title, blocks))
    return replace(contents, sections=sections)


def _cut(table: Table, room: int) -> tuple[list[Block], int]:
    """As much of a table as there is room for, with what says so, and the room that is left."""
    for place, row in enumerate(table.rows):
        lines = _lines(row, table.percents)
        if lines > room:
            return _first(table, place), 0
        room -= lines
    return [table], room


def _first(table: Table, shown: int) -> list[Block]:
    number = len(table.rows)
    if not shown:
        return [Sentence(f"There is no room here for {number:,} rows. {MORE}")]
    kept = replace(table, rows=table.rows[:shown], marks=table.marks[:shown])
    return [Sentence(f"The first {shown:,} of {number:,}. {MORE}"), kept]


def _lines(row: tuple[Cell, ...], percents: list[int]) -> int:
    """How many lines all cells of a row have, each broken as narrow as its column is."""
    widths = [max(1, ACROSS * percent // 100) for percent in percents]
    return sum(
        max(1, ceil(len(cell_in_words(cell)) / width))
        for cell, width in zip(row, widths, strict=True)
    )
