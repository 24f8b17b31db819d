"""The contents of the Board's pack, in the order in which a meeting goes."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from accounts.words import day
from foundations.models import Edition

from ..board.asking import all_to_ask_about
from ..board.attendances import Attendances
from ..board.changes import lines_of
from ..board.reading import Board
from ..rounds.frozen import Frozen
from ..small.rule import HIDDEN, Cell, Hidden
from . import lists
from .contents import Block, Contents, Section, Sentence, Voice, paragraphs
from .models import Form
from .people import counted_of, people
from .reading import how_made, read_record

# Of the wording that the target of participants is part of.
WORK = 120


def read_board_pack(edition: Edition, number: int) -> Contents:
    """The Board's pack of an edition, of what the round keeps."""
    record = read_record(edition)
    made, counted = how_made(edition, record.frozen), counted_of(edition)
    return Contents(
        form=Form.BOARD,
        edition=edition,
        council=settings.COUNCIL_NAME,
        record=record,
        sections=_sections(record.board, record.frozen, record.drawn["answer"], counted),
        made=made,
        number=number,
        counted=counted,
    )


def _sections(board: Board, frozen: Frozen, answer: str, counted: Cell) -> list[Section]:
    standing = board.standing
    asks = all_to_ask_about(standing.rows, standing.last_board, frozen.figures.needs, standing.on)
    names = {key: words for key, words, _coverage in frozen.figures.foundations}
    changed = lines_of(standing.changes)
    return [
        Section("answer", "Was the promise being kept?", [*answered(answer), lists.groups(board)]),
        Section("badly", "Not going well, and what would unstick it", [lists.badly(asks, frozen)]),
        Section("unknown", "Not known", [lists.unknown(board, frozen)]),
        Section("kept", "Kept, and agreed by whom", [lists.kept(board, frozen)]),
        Section("claims", "Claims that wait to be agreed", [lists.claims(board, frozen)]),
        Section("foundations", "By foundation", _foundations(board)),
        Section("services", "By service", _services(frozen)),
        Section("changes", "What changed since the round before",
                [*_since(board), lists.changes(changed)]),
        Section("calls", "Calls without work", [*_calls(board), lists.calls(frozen, names)]),
        Section("needs", "What would help, and who must act", [lists.needs(frozen)]),
        Section("named", "Named to the Board", [lists.named(frozen)]),
        Section("heard", "What was heard, and what is felt", [*heard(board), lists.felt(frozen)]),
        Section("participation", "Taking part in sessions", attended(board, counted)),
        Section("every", "Every sub-action", [lists.every(board)]),
        Section("rule", "How we count", rule(board)),
    ]  # fmt: skip


def answered(answer: str) -> list[Block]:
    """The answer as the Board's page words it."""
    return [Sentence(words) for words in paragraphs(answer)]


def rule(board: Board) -> list[Block]:
    """The rule by which it was counted, as its page words it."""
    page = {"silent_after": board.silent_after}
    drawn = render_to_string("oversight/board/_rule.html", page)
    said: list[Block] = [Sentence(words) for words in paragraphs(drawn)]
    if not board.figures.silent_after:
        kept = "The round was closed before the days of its rules were kept"
        said.append(Sentence(f"{kept}: {board.silent_after} days is today’s rule."))
    return said


def _foundations(board: Board) -> list[Block]:
    said = "A sub-action that answers calls of two foundations stands in both rows."
    return [Sentence(said), lists.foundations(board)]


def _services(frozen: Frozen) -> list[Block]:
    if frozen.by_service is None:
        return [Sentence("The round was closed before its figures by service were kept.")]
    said = "Of how many of its sub-actions each service reported while the round asked."
    return [Sentence(said), lists.services(frozen.by_service)]


def _since(board: Board) -> list[Block]:
    before = board.standing.last_board
    if before is None:
        return [Sentence("No round of progress was closed before this one.")]
    return [Sentence(f"Since {day(before.closed_on)}: {board.since_words}.")]


def _calls(board: Board) -> list[Block]:
    found = board.coverage
    return [Sentence(f"{found.headline}. {found.sureness}".strip())]


def heard(board: Board) -> list[Block]:
    """How many groups said something and how many wait, and the newest answer in both voices."""
    found = board.listening
    if not found.number:
        return [Sentence("Nothing had been heard yet.")]
    groups = (
        f"{found.number:,} {'group has' if found.number == 1 else 'groups have'} said something"
    )
    waits = f"{found.waiting:,} of them {'waits' if found.waiting == 1 else 'wait'} for an answer"
    longest = f", the longest for {found.days:,} days" if found.waiting else ""
    blocks: list[Block] = [Sentence(f"{groups}; {waits}{longest}.")]
    if newest := found.newest:
        kind = "Why not" if newest.why_not else "What changed"
        blocks += [
            Voice(newest.whole_words, f"A group, {newest.said_on}"),
            Voice(
                newest.whole_answer,
                f"{kind}: {newest.by}, {newest.answered_on}, on {newest.about}",
                is_answer=True,
            ),
        ]
    return blocks


def attended(board: Board, counted: Cell) -> list[Block]:
    """How far the target of participants is, of which so many are told to count."""
    found = board.figures.attendances
    if found is None or not found.number:
        return [Sentence("The source counts participants of no sub-action.")]
    return [Sentence(lists.name(found.work, WORK)), Sentence(_how_far(found, counted))]


def _how_far(found: Attendances, counted: Cell) -> str:
    # What it is apart from a pace would give a hidden count away.
    if counted == HIDDEN:
        return f"How many of {found.number:,} attendances there were is hidden."
    apart = "" if isinstance(counted, Hidden) else f": {found.sentence}"
    return f"{people(counted).capitalize()} of {found.number:,} attendances{apart}."
