"""What would unstick what does not go well, as the Board's page counts and quotes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.db.models.functions import Left

from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import Need, WhoActs
from foundations.names import first_words

WORDS = 40  # everything must stay in one view


@dataclass(frozen=True)
class Waiting:
    """What would help a sub-action (by its id), and who must act; on the page of today only how the
    words begin.
    """

    sub_action: int
    who_acts: str
    words: str


@dataclass(frozen=True)
class Needs:
    """What waits for an answer, the longest first."""

    rows: list[Waiting]

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def of_the_board(self) -> int:
        """How many wait for the Board itself."""
        return sum(row.who_acts == WhoActs.BOARD for row in self.rows)

    @cached_property
    def only_the_board_frees(self) -> set[int]:
        """The sub-actions for which the Board must act, by their ids."""
        return {row.sub_action for row in self.rows if row.who_acts == WhoActs.BOARD}

    @cached_property
    def _first(self) -> dict[int, str]:
        # What the Board can do before what others must.
        ordered = sorted(self.rows, key=lambda row: row.who_acts != WhoActs.BOARD)
        return {row.sub_action: row.words for row in reversed(ordered)}

    def words_of(self, sub_action: int) -> str:
        """How the first of a sub-action begins; empty where it has none."""
        return first_words(self._first.get(sub_action, ""), WORDS)


def reading_needs(on: date) -> Reading:
    """All that waits, as a part of a page."""
    return Needs([Waiting(*row) for row in (yield _waiting(on))])


@prepared
def _waiting(on: date) -> QuerySet:
    needs = Need.objects.waiting().order_by("since", "pk")
    return needs.values_list("sub_action", "who_acts", Left("would_help", WORDS + 1))
