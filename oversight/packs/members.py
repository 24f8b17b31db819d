"""The contents of the elected members' briefing: two pages, which say first whether it is better
than a year ago.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from accounts.words import day, listed
from actions.groups import Group
from foundations.models import Edition
from foundations.names import shortened

from ..board.asking import all_to_ask_about
from ..board.changes import lines_of
from ..board.reading import Board
from ..rounds.frozen import Frozen
from . import lists
from .board_pack import answered, attended, heard
from .contents import Block, Contents, Section, Sentence, Table, Voice
from .models import Form
from .people import counted_of
from .reading import better_or_not, groups_a_year_before, how_made, read_record

# So much has room on two pages.
ASKED, CHANGED, WORDS, SERVICE, AGREED = 6, 6, 88, 40, 160
VOICE = 240
MONTH = 365 / 12
SAID = {
    Group.KEPT: "are kept",
    Group.NOT_GOING_WELL: "go badly",
    Group.NOT_KNOWN: "are not known",
}


def read_briefing(edition: Edition, number: int) -> Contents:
    """The elected members' briefing of an edition, of what the round keeps."""
    record, counted = read_record(edition), counted_of(edition)
    board, frozen = record.board, record.frozen
    sections = [
        Section("year", "Better than a year ago?", _since_a_year(edition, board)),
        Section("answer", "Was the promise being kept?",
                [*answered(record.drawn["answer"])[:2], lists.groups(board)]),
        Section("foundations", "By foundation", [_foundations(board)]),
        Section("badly", "What is not going well", _badly(board, frozen)),
        Section("changes", "What changed since the round before", _changes(board)),
        Section("heard", "What was heard, and what is felt", _heard(board)),
        Section("participation", "Taking part in sessions", attended(board, counted)),
    ]  # fmt: skip
    return Contents(
        form=Form.MEMBERS,
        edition=edition,
        council=settings.COUNCIL_NAME,
        record=record,
        sections=sections,
        made=[(label, shortened(words, AGREED)) for label, words in how_made(edition, frozen)],
        number=number,
        counted=counted,
    )


def _since_a_year(edition: Edition, board: Board) -> list[Block]:
    now = dict(board.standing.tally.groups)
    before, then = groups_a_year_before(edition)
    if before is None:
        return [Sentence("Nobody can say yet: no round was closed before this one.")]
    if not then:
        return [
            Sentence(
                "Nobody can say yet: no round was closed about a year before. The nearest is "
                f"“{before.round}”, closed on {day(before.closed_on)}."
            )
        ]
    return [
        Sentence(_verdict(before, edition, then, now)),
        _then_and_now(before, edition, then, now),
    ]


def _verdict(before: Edition, edition: Edition, then: dict[str, int], now: dict[str, int]) -> str:
    months = round((edition.closed_on - before.closed_on).days / MONTH)
    said = [
        f"{now.get(group, 0):,} of {sum(now.values()):,} {words} (then {then.get(group, 0):,} of "
        f"{sum(then.values()):,})"
        for group, words in SAID.items()
    ]
    when = f"{months} months before, on {day(before.closed_on)}"
    return f"{better_or_not(then, now)} {when}: {listed(said)}."


def _then_and_now(
    before: Edition, edition: Edition, then: dict[str, int], now: dict[str, int]
) -> Table:
    rows = [(group.label, then.get(group, 0), now.get(group, 0)) for group in Group]
    rows.append(("All", sum(then.values()), sum(now.values())))
    heads = ("Group", day(before.closed_on), day(edition.closed_on))
    marks = [*map(str, Group), ""]
    return Table("A year ago", "Then and now", heads, rows, (4, 3, 3), marks=marks)


def _foundations(board: Board) -> Table:
    whole = lists.foundations(board)
    # How many sub-actions, by group, and of how many calls; the rest has no room.
    return Table(
        whole.key, whole.title, whole.heads[:6], [row[:6] for row in whole.rows], whole.shares[:6]
    )


def _badly(board: Board, frozen: Frozen) -> list[Block]:
    standing = board.standing
    asks = all_to_ask_about(standing.rows, standing.last_board, frozen.figures.needs, standing.on)
    rows = [
        (
            lists.name(ask.work, WORDS),
            lists.why(ask.work),
            shortened(ask.work.service_name or lists.NO_SERVICE, SERVICE),
        )
        for ask in asks[:ASKED]
    ]
    marks = [ask.work.mark for ask in asks[:ASKED]]
    table = Table(
        "Not going well", "What is not going well", ("Sub-action", "Why", "Service"), rows,
        (7, 4, 4), "Nothing is said to go badly, and nothing is late.", marks,
    )  # fmt: skip
    return [*_first_of(len(rows), len(asks)), table]


def _changes(board: Board) -> list[Block]:
    lines = lines_of(board.standing.changes)
    # What became worse stands first: nobody should have to look for it.
    order = ["worse", "silent", "better", "same"]
    lines.sort(key=lambda line: order.index(line.way))
    rows = [
        (
            lists.name(line.work, WORDS),
            f"{Group(line.group_then).label} to {Group(line.work.group).label.lower()}",
            line.way.label,
        )
        for line in lines[:CHANGED]
    ]
    marks = [line.work.mark for line in lines[:CHANGED]]
    table = Table(
        "What changed", "What changed", ("Sub-action", "From and to", "Which way"), rows,
        (7, 5, 3), "Nothing changed, or no round was closed before.", marks,
    )  # fmt: skip
    return [*_first_of(len(rows), len(lines)), table]


def _first_of(shown: int, number: int) -> list[Block]:
    if shown == number:
        return []
    return [Sentence(f"The first {shown} of {number:,}; the Board’s pack has all.")]


def _heard(board: Board) -> list[Block]:
    said, *voices = heard(board)
    return [said, *_differing(board), *map(_in_short, voices)]


def _differing(board: Board) -> list[Block]:
    found = board.felt
    if not found.number:
        return []
    things = "thing that a group was" if found.number == 1 else "things that groups were"
    felt = "is felt" if found.differs == 1 else "are felt"
    return [
        Sentence(
            f"Of {found.number:,} {things} asked about, {found.differs:,} {felt} otherwise than "
            "the council says."
        )
    ]


def _in_short(one: Voice) -> Voice:
    return replace(one, words=shortened(one.words, VOICE))
