"""What a sheet of sessions would add, what of it is there already, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from accounts.words import day
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.layout import Layout, below

from .alike import Answers, Question, questions_about
from .cells import OWN_NUMBERS, Known
from .columns import COLUMNS, SESSION
from .entries import Content, Entry, Stored, stored_sessions
from .reading import Fault, read_sessions, with_empty_joined


@dataclass
class Plan:
    """What would happen to each session of a sheet; which of the new ones may be one with another
    is asked, by row.
    """

    new: list[Entry] = field(default_factory=list)
    there: list[tuple[Entry, Stored]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[Entry, Stored | None]]:
        """The sessions of the sheet that are in order, each with the one that is there already."""
        return sorted(
            [*((entry, None) for entry in self.new), *self.there], key=lambda line: line[0].row
        )

    @property
    def entries(self) -> list[Entry]:
        return [entry for entry, _session in self.lines]

    def added(self, answers: Answers = Answers()) -> list[Entry]:  # noqa: B008 - it is frozen
        """The sessions that are added under these answers; without any, as suggested."""
        asked = self.questions
        return [
            entry for entry in self.new if entry.row not in asked or answers.adds(asked[entry.row])
        ]


def examine(sheet: Sheet, layout: Layout) -> Plan:
    """What bringing in a sheet of this layout would do, with every fault of all its rows."""
    found = below(sheet.worksheets[layout.worksheet], layout, COLUMNS)
    entries, faults = read_sessions(found, Known.now())
    plan = compare(entries)
    faults = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
    headed = (_as_headed(fault, layout, sheet) for fault in faults)
    plan.faults = list(with_empty_joined(headed))
    return plan


def _as_headed(fault: Fault, layout: Layout, sheet: Sheet) -> Fault:
    """A fault under the heading that its column has in this sheet."""
    place = layout.places.get(fault.column)
    heading = "" if place is None else " ".join(layout.heading(sheet, place).split())
    if not heading or heading.casefold() == fault.column.casefold():
        return fault
    return replace(fault, column=f"“{heading}” ({fault.column})")


def compare(entries: list[Entry]) -> Plan:
    """Sessions that a sheet names are looked up by their number, the others by all that they say.

    A sheet that holds a session twice may want two of them: what is not there yet is asked about. A
    named session that says something else here is a fault, since a sheet corrects nothing.
    """
    plan = Plan()
    numbers = [entry.number for entry in entries if entry.number is not None]
    named = stored_sessions(pk__in=numbers) if numbers else {}
    for entry in entries:
        if entry.number is not None:
            _look_up(entry, named.get(entry.number), plan)
    # Only after those that are named: what a number names is no twin of a line without one.
    there = {session.pk for _entry, session in plan.there}
    unnamed = [entry for entry in entries if entry.number is None]
    standing = [one for one in _on_the_days_of(unnamed) if one.pk not in there]
    left = _find(unnamed, standing, plan)
    others = [entry for entry, _session in plan.there]
    plan.questions = questions_about(plan.new, others, left)
    return plan


def _look_up(entry: Entry, session: Stored | None, plan: Plan) -> None:
    """Say of a session that a sheet names whether it is there and the same."""
    if session is None:
        reason = (
            "There is no session of this number. Leave it empty for a new one, or write a letter "
            f"such as A. {OWN_NUMBERS}"
        )
    elif session.removed_on:
        reason = (
            f"This session was removed on {day(session.removed_on)}. "
            "Leave the number empty to bring it in again."
        )
    elif session.content != entry.content:
        reason = (
            "This session is different in Promise Tracker. "
            f"Correct it on its page; a sheet only adds. {OWN_NUMBERS}"
        )
    else:
        plan.there.append((entry, session))
        return
    plan.faults.append(Fault(entry.row, SESSION.name, reason))


def _find(entries: list[Entry], standing: list[Stored], plan: Plan) -> list[Stored]:
    """Find a session that says the same for each line without a number; returns those for which
    there is no line.
    """
    twins: dict[Content, list[Stored]] = defaultdict(list)
    # The first is taken from the end.
    for session in reversed(standing):
        twins[session.content].append(session)
    for entry in entries:
        # Each twin answers for one line, so that two alike lines want two sessions.
        if found := twins.get(entry.content):
            plan.there.append((entry, found.pop()))
        else:
            plan.new.append(entry)
    return [session for left in twins.values() for session in left]


def _on_the_days_of(entries: list[Entry]) -> list[Stored]:
    """The standing sessions of the days that a sheet speaks of."""
    days = [entry.content.held_on for entry in entries]
    if not days:
        return []
    between = (min(days), max(days))
    return list(stored_sessions(held_on__range=between, removed_on=None).values())
