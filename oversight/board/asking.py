"""What to ask about first: what has not been going well for the longest, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.words import day
from actions.groups import SAID_BADLY, Group
from actions.status import Status
from evidence.agreed.parts import Part
from evidence.agreed.since import Board

from .needs import Needs
from .work import Work

SHOWN = 3


@dataclass(frozen=True)
class Ask:
    """A sub-action that is not going well, in a sentence, with the day since when at least,
    and how what would help begins; `again`, whether it was so at the last Board.
    """

    work: Work
    since: date
    sentence: str
    needs: str = ""
    again: bool = False


def three_to_ask_about(
    rows: Iterable[Work], board: Board | None, needs: Needs, on: date
) -> list[Ask]:
    """Three that are not going well, as `all_to_ask_about` puts them."""
    return all_to_ask_about(rows, board, needs, on)[:SHOWN]


def all_to_ask_about(
    rows: Iterable[Work], board: Board | None, needs: Needs, on: date
) -> list[Ask]:
    """All that are not going well: first what only the Board can free, then what has been so for
    the longest, as far as is known.
    """
    found = [_ask(row, board, needs, on) for row in rows if row.group == Group.NOT_GOING_WELL]
    freed = needs.only_the_board_frees
    # In the order of the plan where the day is the same.
    return sorted(found, key=lambda one: (one.work.pk not in freed, one.since))


def _ask(row: Work, board: Board | None, needs: Needs, on: date) -> Ask:
    since = min((found for found in _days(row) if found and found <= on), default=on)
    # Everything must stay in one view: what would help says more than who keeps it, and than that
    # it was so before.
    words = needs.words_of(row.pk)
    sentence = why(row) if words else f"{why(row)} {_ended(row.service)}"
    then = board and board.then.get(row.pk)
    # A report that was renewed since would make it look newer than it is.
    again = bool(then and then[0] == Group.NOT_GOING_WELL)
    if again and board.closed_on < since:
        before = "" if words else " Not going well at the last Board either."
        return Ask(row, board.closed_on, sentence + before, words, again)
    return Ask(row, since, sentence, words, again)


def _ended(words: str) -> str:
    return words if words.endswith("…") else f"{words}."


def _days(row: Work) -> list[date | None]:
    return [
        row.counted_due if row.is_late else None,
        row.counted_start if row.counted_status == Status.NOT_STARTED else None,
        row.reported_on,
    ]


def why(row: Work) -> str:
    """Why a sub-action is not going well, in a sentence."""
    status = Status(row.counted_status)
    late = f"{row.late_by:,} {'day' if row.late_by == 1 else 'days'} late"
    reported = f", reported on {day(row.reported_on)}" if row.reported_on else ""
    if row.part == Part.BODY_BADLY:
        return f"A body’s part does not go well; the whole is {status.short}{reported}."
    if row.is_late:
        said = "never reported" if status == Status.NOT_REPORTED else f"{status.short}"
        return f"{said.capitalize()}, {late}."
    if status == Status.NOT_STARTED:
        start = row.counted_start
        return f"Not started; {f'its first day was {day(start)}' if start else 'no first day set'}."
    if status == Status.STOPPED:
        return f"Stopped without a recorded decision{reported}."
    if status in SAID_BADLY:
        return f"{status.short.capitalize()}{reported}."
    return f"The last time that it fell due was missed; {status.short}{reported}."
