"""What a document changes, as the page tells it: a summary that adds up, and a fold a theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from foundations.models import FrameworkItem

from .comparing import Difference, Effect
from .forms import KEEP, TAKE, DifferenceForm

# What the document says of a box, and what becomes of the box unless one chooses otherwise.
LINES = {
    Effect.NEW: ("new words for an empty box", "Taken"),
    Effect.DIFFERS: ("different words here and there", "Kept, unless you choose"),
    Effect.EMPTY: ("the document says nothing, words are here", "Kept"),
    Effect.SHUT: ("cannot be taken: the reason is below", "Not touched"),
}
SAME = ("the same, or empty in both", "Nothing to do")
# What asks for a choice stands first and open.
ASKS = (Effect.DIFFERS, Effect.EMPTY)


@dataclass(frozen=True)
class Row:
    """One box that differs, with its choice; `conflict`: somebody saved it meanwhile."""

    one: Difference
    form: DifferenceForm
    conflict: bool


@dataclass(frozen=True)
class ThemeRows:
    """The boxes of one theme that differ."""

    theme: FrameworkItem
    url: str
    rows: list[Row]

    @property
    def asks(self) -> bool:
        return any(row.one.effect in ASKS or row.conflict for row in self.rows)

    @property
    def is_shut(self) -> bool:
        return all(row.one.effect == Effect.SHUT for row in self.rows)

    @property
    def remark(self) -> str:
        """What becomes of its boxes: "1 box differs: you choose; 2 with new words: taken"."""
        counts = _counts(row.one for row in self.rows)
        said = {
            Effect.DIFFERS: "{} differ{s}: you choose",
            Effect.EMPTY: "{} empty in the document: kept",
            Effect.NEW: "{} with new words: taken",
            Effect.SHUT: "{} not touched",
        }
        parts = [
            words.format(_boxes(counts[effect]), s="s" if counts[effect] == 1 else "")
            for effect, words in said.items()
            if counts[effect]
        ]
        return "; ".join(parts)


@dataclass(frozen=True)
class Changes:
    """All that the page shows: its `themes`, the `lines` of its summary (how many, what, and what
    becomes of it), and of how many boxes in all.
    """

    themes: list[ThemeRows]
    lines: list[tuple[int, str, str]]
    number: int
    filled: int
    kept: int

    @property
    def chooses(self) -> bool:
        return bool(self.filled or self.kept)


def tell(differences: list[Difference], number: int, conflicts: Iterable[str] = ()) -> Changes:
    """What these differences, of so many boxes of a document, come to; what somebody saved
    meanwhile is kept unless chosen.
    """
    conflicts = set(conflicts)
    rows = [_row(one, one.name in conflicts) for one in differences]
    themes = [
        ThemeRows(theme, found[0].one.url, found)
        for theme, group in groupby(rows, key=lambda row: row.one.theme)
        if (found := list(group))
    ]
    counts = _counts(differences)
    taken = sum(row.form.initial["choice"] == TAKE for row in rows if not row.one.why_not)
    lines = [(counts[effect], *words) for effect, words in LINES.items() if counts[effect]]
    return Changes(
        themes=sorted(themes, key=lambda one: (not one.asks, one.is_shut)),
        lines=[*lines, (number - len(differences), *SAME)],
        number=number,
        filled=taken,
        kept=len(differences) - counts[Effect.SHUT] - taken,
    )


def said_of_choices(filled: int, emptied: int, kept: int) -> str:
    """What became of the boxes that differ: "2 boxes hold the document’s words, 1 was emptied, 3
    were kept."
    """
    held = f"{_boxes(filled)} hold{'s' if filled == 1 else ''} the document’s words"
    others = [
        f"{number} {'was' if number == 1 else 'were'} {word}"
        for number, word in ((emptied, "emptied"), (kept, "kept"))
        if number
    ]
    return f"{', '.join([held, *others])}."


def _row(one: Difference, conflict: bool) -> Row:
    # Only what is empty is filled without being asked; nothing is replaced or emptied by itself.
    fills = one.effect == Effect.NEW and not conflict
    return Row(one, DifferenceForm.showing(one, TAKE if fills else KEEP), conflict)


def _counts(differences: Iterable[Difference]) -> dict[Effect, int]:
    found = [one.effect for one in differences]
    return {effect: found.count(effect) for effect in Effect}


def _boxes(number: int) -> str:
    return f"{number} box" if number == 1 else f"{number} boxes"
