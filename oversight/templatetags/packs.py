"""What the sheets of a pack write of its cells, and the marks on them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.words import Cell, cell_in_words
from actions.groups import Group
from evidence.agreed.parts import MARKS, Part, WhenHeard

from ..board.groups import Note
from ..board.work import Work
from ..packs.drawing import ink_of
from ..packs.lists import in_words as notes_in_words
from ..packs.lists import name

register = template.Library()
# Of a name on the Board’s sheet, which has to stay one page.
TWO_LINES = 72
# What a mark means; of two parts with one mark, what the first says.
MEANINGS = {
    **dict(WhenHeard.choices),
    **{mark: Part(part).label for part, mark in reversed(MARKS.items())},
    **dict(Group.choices),
}


@register.simple_tag
@cache
def sign(name: str, size: int = 11) -> SafeString:
    """A mark beside a word, which says to whoever cannot see it what it means."""
    shape = f"components/signs/{name}.html"
    page = {"shape": shape, "words": MEANINGS[name], "ink": ink_of(name), "size": size}
    return render_to_string("oversight/packs/pdf/_sign.html", page)


@register.filter
def on_paper(cell: Cell) -> str:
    """A cell as paper has it: days in words, numbers with their thousands."""
    return cell_in_words(cell)


@register.filter
def is_number(cell: Cell) -> bool:
    """Whether a cell stands at the right of its column."""
    return isinstance(cell, int)


@register.filter
def in_two_lines(work: Work) -> str:
    """A sub-action by its key and as much of its wording as two lines of half a sheet hold."""
    return name(work, TWO_LINES)


@register.filter
def in_words(notes: Iterable[Note]) -> str:
    """Numbers with what they count: "3 at risk, 7 late"."""
    return notes_in_words(notes)
