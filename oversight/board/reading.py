"""The whole of the Board's page, read once: every figure comes from the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from django.conf import settings

from accounts.models import User
from accounts.words import short_day
from actions.attention import LATE
from actions.groups import Group
from evidence.agreed.parts import ALL, WhenHeard
from evidence.agreed.since import Way
from foundations.coverage import Coverage

from .answer import are, group_words, lesser_word
from .asking import Ask, three_to_ask_about
from .changes import Line, lines_of, newest_of_each
from .differing import Differing
from .figures import Figures, Standing, kept_figures
from .gaps import Gap, gaps_of
from .groups import (
    LINE,
    LINKS,
    PICTURE,
    FoundationRow,
    Note,
    Shown,
    each_stands_for,
    foundation_rows,
    notes_of_hearing,
    notes_of_none,
    shown_groups,
)
from .listening import Listening, read_listening
from .work import Work, listed

NAMED = 3  # so many the page can name and still be in one view


@dataclass(frozen=True)
class Board:
    """Everything that the Board's page says."""

    figures: Figures
    listening: Listening

    @property
    def standing(self) -> Standing:
        return self.figures.standing

    @property
    def felt(self) -> Differing:
        return self.figures.felt

    @property
    def total(self) -> int:
        return self.standing.tally.total

    @property
    def silent_after(self) -> int:
        """After how many days a good report was known no more; where that was not kept, today's."""
        return self.figures.silent_after or settings.SILENT_AFTER_DAYS

    @property
    def total_url(self) -> str:
        return listed(group=ALL)

    @property
    def is_first_day(self) -> bool:
        """Whether nothing was ever reported."""
        return not self.standing.tally.reported

    @cached_property
    def coverage(self) -> Coverage:
        """The coverage of all calls."""
        found = [coverage for _key, _name, coverage in self.figures.foundations]
        names = ("total", "confirmed", "added", "suggested")
        return Coverage(*(sum(getattr(one, name) for one in found) for name in names))

    @property
    def word(self) -> str:
        """The first word of the answer; empty where the Board has switched it off."""
        if not self.figures.shows_word:
            return ""
        whole, published = self.standing.tally, self.standing.published
        confirmed = self.coverage.confirmed == self.coverage.total
        return lesser_word(whole, published, every_call_is_confirmed=confirmed)

    @property
    def words(self) -> dict[str, str]:
        return group_words(self.standing.tally)

    @property
    def unknown(self) -> int:
        return self.standing.tally.of(Group.NOT_KNOWN)

    @property
    def heard_url(self) -> str:
        return listed(group=ALL, heard=WhenHeard.LATELY)

    @property
    def late(self) -> Note:
        """How many are past their date, and the list of them."""
        late = sum(row.past_due for row in self.standing.rows)
        return Note(late, "late", listed(group=ALL, attention=LATE))

    @property
    def last_day(self) -> str:
        """The day of the last Board; "" before the first."""
        board = self.standing.last_board
        return short_day(board.closed_on, self.standing.on) if board else ""

    @property
    def since_words(self) -> str:
        """What has changed since the last Board, in numbers; empty before the first."""
        board, now = self.standing.last_board, self.standing.tally
        if board is None:
            return ""
        kept = now.of(Group.KEPT) - board.number(Group.KEPT)
        badly = now.of(Group.NOT_GOING_WELL) - board.number(Group.NOT_GOING_WELL)
        silent = list(self.standing.ways.values()).count(Way.SILENT)
        parts = [_more(kept, "kept"), _more(badly, "not going well")]
        parts.append(f"{silent:,} {are(silent)} no longer known" if silent else "")
        said = [part for part in parts if part]
        if not said:
            return "as many are kept and as many are not going well"
        return ", ".join(said[:-1]) + (" and " if said[:-1] else "") + said[-1]

    @property
    def plan(self) -> list[Note]:
        """The published plan's own numbers by group; empty where the council has added nothing."""
        found = self.standing.published
        if found.total == self.total:
            return []
        return [
            Note(found.of(group), group.label.lower(), listed(group=group, plan="published"))
            for group in Group
        ]

    @property
    def plan_url(self) -> str:
        return listed(group=ALL, plan="published")

    @property
    def plan_total(self) -> int:
        return self.standing.published.total

    @cached_property
    def groups(self) -> list[Shown]:
        has_board = self.standing.last_board is not None
        silent_after = None if has_board else self.silent_after
        found = shown_groups(self.standing.rows, silent_after=silent_after)
        # On the first day three of them have nothing to say.
        return [one for one in found if one.number or not self.is_first_day]

    @property
    def has_links(self) -> bool:
        """Whether each mark is a link; above so many they are one picture a group."""
        return self.total <= LINKS

    @property
    def lines_of_marks(self) -> int:
        """In how many lines the picture of a group has room, on a wide screen."""
        return ceil(min(self.total, PICTURE) / LINE)

    @property
    def each_stands_for(self) -> int:
        return each_stands_for(self.total)

    @property
    def hearing(self) -> list[Note]:
        return notes_of_hearing(self.standing.rows)

    @property
    def in_none(self) -> list[Note]:
        return notes_of_none(self.standing.none)

    @property
    def named_in_none(self) -> list[Work]:
        """What is in no group, to be named one by one; of many the list does that."""
        none = self.standing.none
        return none if len(none) <= NAMED else []

    @cached_property
    def table(self) -> list[FoundationRow]:
        return foundation_rows(self.figures.foundations, self.standing.rows, self.standing.ways)

    @property
    def all_is_suggested(self) -> bool:
        """Whether the actions that answer calls do so as suggestions, none of them confirmed."""
        return bool(self.coverage.linked and not self.coverage.confirmed)

    @cached_property
    def asking(self) -> list[Ask]:
        found = self.standing
        return three_to_ask_about(found.rows, found.last_board, self.figures.needs, found.on)

    @cached_property
    def changed(self) -> list[Line]:
        return newest_of_each(lines_of(self.standing.changes))

    @cached_property
    def gaps(self) -> list[Gap]:
        """What calls and sub-actions lack; on the first day, what to ask for first."""
        return gaps_of(self.standing.rows, self.coverage, is_first_day=self.is_first_day)


def read_board(user: User, on: date) -> Board:
    """Everything that the Board's page says to this person; all but what she may hear is the same
    for everybody, and kept until somebody saves.
    """
    return Board(kept_figures(user.newest_seal, on), read_listening(user, on))


def _more(number: int, words: str) -> str:
    if not number:
        return ""
    return f"{abs(number):,} {'more' if number > 0 else 'fewer'} {are(abs(number))} {words}"
