"""The figures of the Board's page that are the same for everybody, as plain values of one day: what
is kept until somebody saves, and what a round keeps for good when it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings

from accounts.kept import kept
from accounts.together import read, read_one
from evidence.agreed.since import Board as LastBoard
from evidence.agreed.since import Changed, Way, reading_last_board
from foundations.coverage import Coverage, reading_by_foundation

from .answer import Tally, tally
from .attendances import Attendances, reading_attendances
from .differing import Differing, compared, reading_what_is_felt
from .named import Named, named_of, readings_of_named
from .needs import Needs, reading_needs
from .services import reading_first_word
from .work import Work, reading_work


@dataclass(frozen=True)
class Standing:
    """How all sub-actions stand on a day, and how they have changed since the last Board; `rows`
    are those in a group, `none` those in none.
    """

    on: date
    rows: list[Work]
    none: list[Work]
    last_board: LastBoard | None
    changes: list[Changed]

    @cached_property
    def tally(self) -> Tally:
        return tally(self.rows)

    @cached_property
    def published(self) -> Tally:
        """The published plan's own numbers, without what the council has added."""
        return tally(row for row in self.rows if not row.is_local)

    @property
    def ways(self) -> dict[int, Way]:
        """Which way each changed sub-action went, by its id."""
        return {change.sub_action.pk: change.way for change in self.changes}


@dataclass(frozen=True)
class Figures:
    """`work` is every sub-action, `foundations` each foundation by key and name with its calls."""

    on: date
    work: list[Work]
    last_board: LastBoard | None
    foundations: list[tuple[str, str, Coverage]]
    attendances: Attendances | None
    needs: Needs
    felt: Differing
    named: Named
    shows_word: bool
    # The days that were set; None of a round that was closed before they were kept.
    silent_after: int | None = None

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.work, self.last_board, self.on)


def read_standing(on: date) -> Standing:
    """How all sub-actions stand on a day, and since the last Board, in one statement."""
    return standing_of(*read(reading_work(on), reading_last_board(on)), on)


def standing_of(work: list[Work], last_board: LastBoard | None, on: date) -> Standing:
    """The same of what was read of them."""
    rows = [row for row in work if row.group]
    none = [row for row in work if not row.group]
    return Standing(on, rows, none, last_board, last_board.changes(rows) if last_board else [])


def read_figures(on: date) -> Figures:
    """All figures of a day, as they are now."""
    work, last_board, foundations, needs, felt, shows_word, *named = read(
        reading_work(on),
        reading_last_board(on),
        reading_by_foundation(on),
        reading_needs(on),
        reading_what_is_felt(on),
        reading_first_word(),
        *readings_of_named(on),
    )
    return Figures(
        on=on,
        work=work,
        last_board=last_board,
        foundations=[(item.key, item.heading, coverage) for item, coverage in foundations],
        attendances=read_one(reading_attendances(work, on)),
        needs=needs,
        felt=compared(*felt, work),
        named=named_of(named),
        shows_word=shows_word,
        silent_after=settings.SILENT_AFTER_DAYS,
    )


# The same for the newest seal and a day.
kept_figures = kept(read_figures)
