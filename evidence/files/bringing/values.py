"""Which column is what, by what stands in it where its heading does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError

from accounts.days import read_day
from accounts.numbers import read_whole

from .columns import Column, word_of
from .files import Sheet
from .layout import Layout, is_total

LOOKED_AT = 50  # rows below the headings


def told_by_values(layout: Layout, sheet: Sheet, columns: tuple[Column, ...]) -> Layout:
    """The same layout, also with those needed columns that no heading names, but that the days,
    numbers or known words of one column of the sheet alone tell.
    """
    missing = [column for column in layout.missing(columns) if column.name not in layout.doubtful]
    texts = dict(_texts_of(layout, sheet))
    found: dict[str, int] = {}
    # A day may be stored as a number.
    for column in sorted(missing, key=lambda column: column.is_number):
        fitting = [place for place, cells in texts.items() if _fits(column, cells)]
        if len(fitting) == 1:
            found[column.name] = fitting[0]
            del texts[fitting[0]]
    return replace(layout, places=layout.places | found, by_values=tuple(found))


def without_headings(layout: Layout, sheet: Sheet, columns: tuple[Column, ...]) -> Layout:
    """The same layout, but where a day stands in the row of the headings, that is a line too."""
    days = [
        layout.places[column.name]
        for column in columns
        if column.is_day and column.name in layout.places
    ]
    if any(_is_read(read_day, layout.heading(sheet, place)) for place in days):
        return replace(layout, heading_row=layout.heading_row - 1)
    return layout


def _texts_of(layout: Layout, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """What stands first in each column that no heading names, by its place."""
    of = sheet.worksheets[layout.worksheet]
    rows = of.rows[layout.heading_row : layout.heading_row + LOOKED_AT]
    rows = [cells for cells in rows if not any(map(is_total, cells))]
    for place in range(of.width):
        if place not in layout.places.values():
            yield place, [cells[place] for cells in rows if place < len(cells) and cells[place]]


def _fits(column: Column, cells: list[str]) -> bool:
    """Whether most of these cells hold what belongs into a column."""
    if column.words:
        words = set(map(word_of, column.words))
        return _most(cells, lambda text: word_of(text) in words)
    if column.is_day:
        return _most(cells, lambda text: _is_read(read_day, text))
    return column.is_number and _most(cells, lambda text: _is_read(read_whole, text))


def _most(cells: list[str], fits: Callable[[str], bool]) -> bool:
    return sum(map(fits, cells)) * 2 > len(cells)


def _is_read(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ValidationError:
        return False
    return True
