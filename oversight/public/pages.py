"""Each public page: of which template it is drawn, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404

from actions.groups import Group
from evidence.agreed.parts import ENDED

from ..board.groups import FoundationRow, Shown, in_order
from ..board.work import Work
from .commitments import Commitment, Heard, Piece, commitments, is_voice, quotes
from .edition import Seen
from .plain.models import Place

PER_PAGE = 50
# So much of a list the front page has room for.
FIRST = 5
MISSING = "There is no such page here. The front page leads to all that there is."
GROUPS = {group.value: group for group in Group}
STOPPED = "stopped"


@dataclass(frozen=True)
class Listed:
    """Commitments of one list: those that may be named, and how many more there are."""

    named: list[Commitment]
    unnamed: int

    @property
    def first(self) -> list[Commitment]:
        return self.named[:FIRST]

    @property
    def total(self) -> int:
        return len(self.named) + self.unnamed


def listed(seen: Seen, rows: Iterable[Work]) -> Listed:
    """These commitments, as far as they may be named, in the order of their marks."""
    rows = [*rows]
    named = named_of(seen)
    found = [named[row.key] for row in rows if row.key in named]
    return Listed(found, len(rows) - len(found))


def named_of(seen: Seen) -> dict[str, Commitment]:
    """All commitments that may be named, by key."""
    return commitments(seen.frozen.figures.work, seen.marked)


def front(seen: Seen, number: int) -> dict:
    """The answer, the foundations, what was done and what was not, what people said."""
    board = seen.board
    groups = {group.group: group for group in board.groups}
    voiced = [Heard(one) for one in seen.marked.voiced]
    return {
        "board": board,
        "groups": board.groups,
        "foundations": board.table,
        "done": _of(seen, groups, Group.KEPT),
        "not_done": _of(seen, groups, Group.NOT_GOING_WELL),
        "unknown": _of(seen, groups, Group.NOT_KNOWN),
        "answered": [one for one in voiced if one.answers][:2],
        "said": len(voiced) + len(quotes(seen.marked)),
    }


def _of(seen: Seen, groups: dict[str, Shown], group: Group) -> Listed:
    return listed(seen, groups[group].rows if group in groups else [])


def group(seen: Seen, number: int, key: str) -> dict:
    """All commitments of one group, or those that are in none."""
    if key == STOPPED:
        rows, title = seen.board.standing.none, "Stopped or replaced"
    elif key in GROUPS:
        rows = [row for row in seen.board.standing.rows if row.group == key]
        title = GROUPS[key].label
    else:
        raise Http404(MISSING)
    found = listed(seen, in_order(rows) if key in GROUPS else rows)
    meaning = GROUPS[key].meaning if key in GROUPS else ""
    return {"key": key, "title": title, "meaning": meaning} | _page(found, number)


def foundation(seen: Seen, number: int, key: str) -> dict:
    """One foundation: its calls, and the commitments that answer them."""
    row = next((one for one in seen.board.table if one.key == key), None)
    if row is None:
        raise Http404(MISSING)
    calls = [call for call in seen.frozen.calls if call.foundation == key]
    found = listed(seen, row.rows)
    return {"row": row, "calls": calls, "plain": seen.plain.get(key)} | _page(found, number)


def _page(found: Listed, number: int) -> dict:
    return {"found": found, "page": Paginator(found.named, PER_PAGE).get_page(number)}


def commitment(seen: Seen, number: int, key: str) -> dict:
    """One commitment: how it stood, and all that is public of it."""
    found = named_of(seen).get(key)
    if found is None:
        raise Http404(MISSING)
    rows: list[FoundationRow] = [row for row in seen.board.table if key in _keys(row)]
    return {"one": found, "rows": rows, "ended": found.work.part in ENDED}


def _keys(row: FoundationRow) -> set[str]:
    return {work.key for work in row.rows}


def said(seen: Seen, number: int) -> dict:
    """What people with care experience say, what came of it, and where they feel otherwise."""
    voiced = [Heard(one) for one in seen.marked.voiced]
    page = Paginator([*voiced, *quotes(seen.marked)], PER_PAGE).get_page(number)
    titles = {key: one.title for key, one in named_of(seen).items()}
    titles |= {call.key: call.words for call in seen.frozen.calls}
    return {"page": page, "titles": titles, "board": seen.board, "felt": seen.felt[:PER_PAGE]}


def evidence(seen: Seen, number: int) -> dict:
    """All evidence that is public, the newest first."""
    pieces = [Piece(one) for one in seen.marked.shown if not is_voice(one)]
    return {"page": Paginator(pieces, PER_PAGE).get_page(number), "named": named_of(seen)}


def young_people(seen: Seen, number: int) -> dict:
    """The same for children and young people, in words of the Champions Board staff."""
    numbers = {one.group.value: one.number for one in seen.board.groups}
    places = [(place, seen.plain.get(place)) for place in Place]
    there = {row.key for row in seen.board.table}
    return {
        "whole": seen.plain.get(Place.WHOLE),
        "groups": [(*one, numbers.get(one[0], 0)) for one in places if one[0] in GROUPS],
        "foundations": [(*one, one[0] in there) for one in places[1 + len(GROUPS) :]],
        "board": seen.board,
    }


def how_we_count(seen: Seen, number: int) -> dict:
    """The rule of the groups in plain words, with the numbers that counted."""
    return {"board": seen.board, "silent_after": settings.SILENT_AFTER_DAYS}


def text(seen: Seen, number: int) -> dict:
    """A page of plain text."""
    return {}


PAGES: dict[str, Callable[..., dict]] = {
    "front": front,
    "group": group,
    "foundation": foundation,
    "commitment": commitment,
    "said": said,
    "evidence": evidence,
    "young_people": young_people,
    "how_we_count": how_we_count,
    "accessibility": text,
    "privacy": text,
}
# These say something also before a round is closed.
WITHOUT_ROUND = ("accessibility", "privacy")
