"""The lists of a pack: what a round keeps of sub-actions, calls, needs and voices, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.words import Cell, day
from actions.groups import Group
from evidence.agreed.kinds import AgreementKind
from evidence.agreed.parts import Part, WhenHeard
from foundations.coverage import Sureness
from foundations.names import shortened

from ..board.asking import Ask, why
from ..board.changes import Line
from ..board.groups import FoundationRow, Note
from ..board.reading import Board
from ..board.work import Work
from ..rounds.frozen import Frozen
from ..rounds.frozen import Part as Share
from ..rounds.reading import Reported
from .contents import Table
from .people import people

# Of a wording, of which a round keeps no more; and of what would help, which stands whole below.
TITLE, NEED = 300, 200
NO_SERVICE, NOT_SAID = "No service yet", "Nobody has said"
NOT_YET = "has not said how its part goes"
AGAIN = " Not going well at the last Board either."
# What history calls a sub-action, and what else a service can be asked about.
WORK = "sub-action"
ABOUT = {"heard": "What a group said", "question": "A question of the Board"}


def name(work: Work, length: int = TITLE) -> str:
    """A sub-action by its key and title."""
    return f"{work.key} {shortened(work.title, length)}"


def groups(board: Board) -> Table:
    """The four groups, and what each is made of."""
    rows = [
        (one.group.label, one.number, in_words(one.notes) or one.agreed or "–")
        for one in board.groups
    ]
    marks = [str(one.group) for one in board.groups]
    heads = ("Group", "Sub-actions", "Of which")
    return Table("Groups", "The four groups", heads, rows, (3, 2, 8), marks=marks)


def in_words(notes: Iterable[Note]) -> str:
    """Numbers with what they count: "3 at risk, 7 late"."""
    return ", ".join(f"{note.number:,} {note.words}" for note in notes)


def badly(asks: list[Ask], frozen: Frozen) -> Table:
    """What is not going well, why, and what would unstick it."""
    rows = [
        (
            name(ask.work),
            why(ask.work) + (AGAIN if ask.again else "") + bodies(frozen, ask.work),
            ask.work.service_name or NO_SERVICE,
            _would_help(frozen, ask.work),
        )
        for ask in asks
    ]
    heads = ("Sub-action", "Why", "Service", "What would unstick it")
    marks = [ask.work.mark for ask in asks]
    return Table(
        "Not going well", "What is not going well", heads, rows, (7, 4, 3, 4),
        "Nothing is said to go badly, and nothing is late.", marks,
    )  # fmt: skip


def _would_help(frozen: Frozen, work: Work) -> str:
    said = [one for one in frozen.needs if one.work == work.key]
    return " ".join(f"{one.acts}: {shortened(one.words, NEED)}" for one in said) or NOT_SAID


def bodies(frozen: Frozen, work: Work) -> str:
    """Of a joint sub-action how the part of each body goes, as sentences after others."""
    said = [one for one in frozen.parts if one.work == work.key]
    return "".join(f" {one.service}: {_how_it_goes(one)}." for one in said)


def _how_it_goes(one: Share) -> str:
    return f"{one.word.lower()}, said on {day(one.said_on)}" if one.said_on else NOT_YET


def unknown(board: Board, frozen: Frozen) -> Table:
    """What is not known, and since when."""
    found = _of_group(board, Group.NOT_KNOWN)
    rows = [
        (
            name(work),
            Part(work.part).label + _after(bodies(frozen, work)),
            work.counted_confirmed or "Never",
            work.service_name or NO_SERVICE,
        )
        for work in found
    ]
    heads = ("Sub-action", "Why it is not known", "Last confirmed", "Service")
    return Table(
        "Not known", "What is not known", heads, rows, (8, 4, 3, 4),
        "Of every sub-action it is known how it goes.", [work.mark for work in found],
    )  # fmt: skip


def _after(sentences: str) -> str:
    return f".{sentences}" if sentences else ""


def kept(board: Board, frozen: Frozen) -> Table:
    """What is kept, and which services and bodies agreed."""
    found = _of_group(board, Group.KEPT)
    rows: list[tuple[Cell, ...]] = []
    for work in found:
        said = _said(frozen, work, AgreementKind.AGREED)
        by = ", ".join(one.by for one in said) or "Agreed before its last report"
        on = max((one.made_on for one in said), default="–")
        rows.append((name(work), work.service_name or NO_SERVICE, by, on))
    heads = ("Sub-action", "Service", "Agreed by", "Agreed on")
    return Table(
        "Kept", "What is kept, and who agreed", heads, rows, (7, 4, 4, 3),
        "Nothing is kept and agreed yet.", [work.mark for work in found],
    )  # fmt: skip


def claims(board: Board, frozen: Frozen) -> Table:
    """What is reported as kept, and waits for somebody else to agree."""
    wanted = (Part.CLAIMED, Part.LAPSED)
    found = [work for work in _of_group(board, Group.IN_HAND) if work.part in wanted]
    rows = []
    for work in found:
        missing = _said(frozen, work, AgreementKind.MISSING)
        said = (
            ", ".join(f"{one.by}: something is missing" for one in missing) or "Nobody has looked"
        )
        if work.part == Part.LAPSED:
            said = Part.LAPSED.label
        on = work.reported_on or "–"
        rows.append((name(work), work.status_words, on, work.service_name or NO_SERVICE, said))
    heads = ("Sub-action", "Reported as", "Reported on", "Service", "What others say")
    return Table(
        "Claims", "Claims that wait to be agreed", heads, rows, (6, 2, 3, 3, 4),
        "No claim waits to be agreed.", [work.mark for work in found],
    )  # fmt: skip


def _said(frozen: Frozen, work: Work, kind: str) -> list:
    return [one for one in frozen.said if one.work == work.key and one.kind == kind]


def _of_group(board: Board, group: Group) -> list[Work]:
    return next((one.rows for one in board.groups if one.group == group), [])


def foundations(board: Board) -> Table:
    """The foundations: their sub-actions by group, their calls, what changed, what was heard."""
    rows = [_foundation(row, board) for row in board.table]
    heads = ("Foundation", *(group.label for group in Group), "Calls with an action",
             "Since the last Board", "Heard")  # fmt: skip
    return Table("By foundation", "By foundation", heads, rows, (4, 2, 2, 2, 2, 4, 4, 3))


def _foundation(row: FoundationRow, board: Board) -> tuple[Cell, ...]:
    numbers = [sum(one.group == group for one in row.rows) for group in Group]
    calls = f"{row.coverage.linked} of {row.coverage.total}" if row.coverage else "No call"
    changed = in_words(row.changed) or ("No change" if board.standing.last_board else "–")
    return (row.name, *numbers, calls, changed, f"{row.heard:,} of {len(row.rows):,}")


def changes(lines: list[Line]) -> Table:
    """What changed since the round before, from what to what."""
    rows = [
        (
            name(line.work),
            f"{Group(line.group_then).label}: {line.word_then}",
            f"{Group(line.work.group).label}: {line.word_now}",
            line.way.label,
            line.on or "–",
        )
        for line in lines
    ]
    heads = ("Sub-action", "Then", "Now", "Which way", "On")
    marks = [line.work.mark for line in lines]
    return Table(
        "What changed", "What changed since the round before", heads, rows, (8, 3, 3, 3, 3),
        "Nothing has changed its group or status, or no round was closed before.", marks,
    )  # fmt: skip


def calls(frozen: Frozen, names: dict[str, str]) -> Table:
    """The calls to action that no action answers."""
    without = [call for call in frozen.calls if call.sureness == Sureness.NO]
    rows = [(call.key, names.get(call.foundation, "–"), call.words) for call in without]
    return Table(
        "Calls without work", "Calls without work",
        ("Call", "Foundation", "What it is about"), rows, (2, 3, 14),
        "Every call has an action, or one is suggested.",
    )  # fmt: skip


def needs(frozen: Frozen) -> Table:
    """What waits for somebody to act, as it was typed."""
    rows = [(one.work, one.acts, one.since, one.words) for one in frozen.needs]
    return Table(
        "Needs", "What would help, and who must act",
        ("Sub-action", "Who must act", "Since", "What would help"), rows, (2, 4, 4, 10),
        "Nobody waits for anybody to act.",
    )  # fmt: skip


def named(frozen: Frozen) -> Table:
    """The services that were asked twice and have not answered."""
    titles = {work.key: name(work) for work in frozen.figures.work}
    rows = [
        (
            one.service,
            titles.get(one.key, one.key) if one.thing == WORK else ABOUT[one.thing],
            one.since,
        )
        for one in frozen.named
    ]
    return Table(
        "Named to the Board", "Named to the Board", ("Service", "Asked about", "Silent since"),
        rows, (5, 9, 3), "No service was asked twice without an answer.",
    )  # fmt: skip


def felt(frozen: Frozen) -> Table:
    """What the council says, and what groups of young people feel."""
    titles = {work.key: name(work) for work in frozen.figures.work}
    titles |= {call.key: f"{call.key} {shortened(call.words, TITLE)}" for call in frozen.calls}
    rows = [
        (
            titles.get(row.felt.key, row.felt.key),
            row.words,
            row.felt.word,
            f"“{row.felt.words}”" if row.felt.words else "–",
            people(row.felt.people),
        )
        for row in frozen.figures.felt.rows
    ]
    heads = ("About", "The council says", "Felt", "In their words", "Young people")
    return Table(
        "What is felt", "What is felt, beside what the council says", heads, rows, (6, 3, 2, 6, 2),
        "No group of young people has said what it feels.",
        [row.mark for row in frozen.figures.felt.rows],
    )  # fmt: skip


def services(by_service: list[Reported]) -> Table:
    """Of how many of its sub-actions each service reported while the round asked."""
    rows = [(one.service or NO_SERVICE, one.all, one.reported) for one in by_service]
    return Table(
        "By service", "By service", ("Service", "Asked about", "Reported"), rows, (8, 2, 2),
        "The round asked no service about progress.",
    )  # fmt: skip


def every(board: Board) -> Table:
    """Every sub-action with its group; last what is in none."""
    found = [*board.standing.rows, *board.standing.none]
    rows = [
        (
            name(work),
            work.stood or "–",
            work.status_words,
            work.service_name or NO_SERVICE,
            WhenHeard(work.when_heard).label,
        )
        for work in found
    ]
    heads = ("Sub-action", "How it stands", "Status", "Service", "People heard")
    marks = [work.mark for work in found]
    return Table("Every sub-action", "Every sub-action", heads, rows, (9, 4, 4, 4, 2), marks=marks)
