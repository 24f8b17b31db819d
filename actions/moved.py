"""What was promised first, and how often and why it was moved, as pages say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.together import Reading
from accounts.words import day

from .models import Move, SubAction, Term
from .status import Kind

TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class Moved:
    """One term that was moved: what was promised first, and every move since, the oldest first."""

    term: Term
    first: str
    moves: list[tuple[str, Move]]

    @property
    def sentence(self) -> str:
        return f"{self._often}."

    @property
    def with_reason(self) -> str:
        """The sentence with why it was moved last, for places that cannot list every move."""
        return f"{self._often}, {'last ' if len(self.moves) > 1 else ''}because: “{self.why}”."

    @property
    def why(self) -> str:
        return self.moves[-1][1].why.rstrip(".")

    @property
    def _often(self) -> str:
        number = len(self.moves)
        often = TIMES.get(number, f"{number} times")
        return f"{self.term.label} first promised: {self.first}; moved {often}"


def moved_terms(sub_action: SubAction) -> list[Moved]:
    """The terms of a sub-action that were moved since they were promised, in the order of `Term`;
    none for one that was read without `with_contradictions()`. It asks the database nothing.
    """
    return terms_of(getattr(sub_action, "known_moves", []))


def terms_of(rows: list[Move]) -> list[Moved]:
    """The terms that these moves of one sub-action, the oldest first, have moved."""
    by_term = [(term, [row for row in rows if row.term == term]) for term in Term]
    return [
        Moved(
            term=term,
            first=_in_words(term, moves[0].before),
            moves=[(_in_words(term, move.after) or "taken away", move) for move in moves],
        )
        for term, moves in by_term
        if moves
    ]


def reading_moved(sub_action: SubAction) -> Reading:
    """The same of one that was read without, as a part of a page."""
    return terms_of(list((yield sub_action.moves.select_related("made_by"))))


def _in_words(term: Term, value: str) -> str:
    if value and term in (Term.START, Term.DUE):
        return day(date.fromisoformat(value))
    return Kind(value).label.split(":")[0] if value and term == Term.KIND else value
