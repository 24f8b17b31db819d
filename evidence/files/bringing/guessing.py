"""How a sheet is laid out, as far as it can be told by its headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..sheets import FIRST_ROWS
from .columns import Column, key_of, meant_by, names_of
from .files import Sheet
from .layout import Layout, digest_of
from .values import told_by_values, without_headings

# One word alone may be a title.
FEWEST = 2
# What was said of headings before, by their digest.
Remembered = Callable[[set[str]], dict[str, Layout]]


def guess(sheet: Sheet, columns: tuple[Column, ...], remembered: Remembered) -> Layout:
    """How a file is laid out: as it was said of the same headings before, else the first sheet that
    whoever opens it sees and that has all columns that are needed in its headings, else the one
    that has most of them.
    """
    rows = list(_first_rows(sheet))
    if known := _known(rows, remembered):
        return known
    layouts = [_laid_out(place, number, cells, columns) for place, number, cells in rows]
    found = [layout for layout in layouts if len(_claimed(layout)) >= FEWEST]
    whole = [layout for layout in found if not layout.missing(columns)]
    # Of several alike the first.
    best = max(whole or found, key=lambda layout: len(_claimed(layout)), default=None)
    if best:
        return told_by_values(best, sheet, columns)
    return without_headings(told_by_values(_widest(layouts, rows), sheet, columns), sheet, columns)


def guess_at(sheet: Sheet, columns: tuple[Column, ...], worksheet: int, row: int) -> Layout:
    """Which column is what, where somebody said in which row of which sheet the headings stand."""
    at = Layout(worksheet, row)
    layout = _laid_out(worksheet, row, at.headings(sheet), columns)
    return told_by_values(layout, sheet, columns)


def guess_in(sheet: Sheet, columns: tuple[Column, ...], worksheet: int) -> Layout:
    """The same, where somebody said only which sheet it is."""
    rows = list(_rows_of(sheet, worksheet))
    layouts = [_laid_out(place, number, cells, columns) for place, number, cells in rows]
    best = max(layouts, key=lambda layout: len(_claimed(layout)), default=Layout(worksheet))
    return told_by_values(best, sheet, columns)


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, int, list[str]]]:
    """The rows in which headings may stand: each with its sheet and its number."""
    readable = [place for place, each in enumerate(sheet.worksheets) if not each.fault]
    seen = [place for place in readable if not sheet.worksheets[place].is_hidden]
    # A file may hide all its sheets, and all may be too long.
    for place in seen or readable or range(len(sheet.worksheets)):
        yield from _rows_of(sheet, place)


def _rows_of(sheet: Sheet, place: int) -> Iterator[tuple[int, int, list[str]]]:
    for number, cells in enumerate(sheet.worksheets[place].rows[:FIRST_ROWS], start=1):
        if any(cells):
            yield place, number, cells


def _known(rows: list[tuple[int, int, list[str]]], remembered: Remembered) -> Layout | None:
    digests = {
        digest_of(cells): (place, number)
        for place, number, cells in reversed(rows)
        if sum(map(bool, cells)) >= FEWEST
    }
    found = remembered(set(digests))
    first = min(found, key=digests.__getitem__, default=None)
    if first is None:
        return None
    place, number = digests[first]
    return replace(found[first], worksheet=place, heading_row=number, leaves_hidden=False)


def _laid_out(place: int, number: int, cells: list[str], columns: tuple[Column, ...]) -> Layout:
    names = names_of(columns)
    meant = [(meant_by(cell, names) if cell else None) for cell in cells]
    own = [
        column and key_of(cell) == key_of(column.name)
        for cell, column in zip(cells, meant, strict=True)
    ]
    claims = {
        column.name: [at for at, of in enumerate(meant) if of is column]
        for column in filter(None, meant)
    }
    # Whoever uses our own word means it.
    claims = {name: [at for at in places if own[at]] or places for name, places in claims.items()}
    return Layout(
        place,
        number,
        {name: places[0] for name, places in claims.items() if len(places) == 1},
        doubtful=tuple(name for name, places in claims.items() if len(places) > 1),
    )


def _claimed(layout: Layout) -> list[str]:
    return [*layout.places, *layout.doubtful]


def _widest(layouts: list[Layout], rows: list[tuple[int, int, list[str]]]) -> Layout:
    """Where hardly anything is known, the widest of the first rows is taken for the headings."""
    widths = [sum(map(bool, cells)) for _place, _number, cells in rows]
    return layouts[widths.index(max(widths))] if widths else Layout()
