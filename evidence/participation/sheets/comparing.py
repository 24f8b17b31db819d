"""What a sheet of sessions would add, what of it is there already, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.words import day

from ..models import Session
from .cells import Known
from .columns import SESSION
from .entries import Content, Entry
from .reading import Fault, read_sessions

# A sheet may name thousands of sessions, and the numbers in one statement have a limit.
READ_AT_ONCE = 500


@dataclass
class Plan:
    """What would happen to each session of a sheet."""

    new: list[Entry] = field(default_factory=list)
    there: list[tuple[Entry, Session]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[Entry, Session | None]]:
        """The sessions of the sheet that are in order, each with the one that is there already."""
        return sorted(
            [*((entry, None) for entry in self.new), *self.there], key=lambda line: line[0].row
        )

    @property
    def entries(self) -> list[Entry]:
        return [entry for entry, _session in self.lines]


def examine(rows: list[list[str]]) -> Plan:
    """What bringing in a sheet would do, with every fault of all its rows."""
    entries, faults = read_sessions(rows, Known.now())
    plan = compare(entries)
    plan.faults = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
    return plan


def compare(entries: list[Entry]) -> Plan:
    """Sessions that a sheet names are looked up by their number, the others by all that they say.

    A sheet that holds a session twice wants two of them: as many are added as are not there yet. A
    named session that says something else here is a fault, since a sheet corrects nothing.
    """
    plan = Plan()
    named = _stored_sessions(pk__in=[entry.number for entry in entries if entry.number is not None])
    for entry in entries:
        if entry.number is not None:
            _look_up(entry, named.get(entry.number), plan)
    # Only after those that are named: what a number names is no twin of a line without one.
    unnamed = _by_content(entries, without={session.pk for _entry, session in plan.there})
    for entry in entries:
        if entry.number is None:
            twins = unnamed[entry.content]
            if twins:
                # Each twin answers for one line, so that two alike lines want two sessions.
                plan.there.append((entry, twins.pop(0)))
            else:
                plan.new.append(entry)
    return plan


def _look_up(entry: Entry, session: Session | None, plan: Plan) -> None:
    """Say of a session that a sheet names whether it is there and the same."""
    if session is None:
        reason = (
            "There is no session of this number. "
            "Leave it empty for a new one, or write a letter such as A."
        )
    elif session.is_removed:
        reason = (
            f"This session was removed on {day(session.removed_on)}. "
            "Leave the number empty to bring it in again."
        )
    elif Content.of(session) != entry.content:
        reason = (
            "This session is different in Promise Tracker. "
            "Correct it on its page; a sheet only adds."
        )
    else:
        plan.there.append((entry, session))
        return
    plan.faults.append(Fault(entry.row, SESSION.name, reason))


def _by_content(entries: list[Entry], without: set[int]) -> dict[Content, list[Session]]:
    """The standing sessions of the days that a sheet speaks of, by what they say, but for those it
    names.
    """
    found: dict[Content, list[Session]] = defaultdict(list)
    days = [entry.content.held_on for entry in entries if entry.number is None]
    if days:
        for session in _stored_sessions(
            held_on__range=(min(days), max(days)), removed_on=None
        ).values():
            if session.pk not in without:
                found[Content.of(session)].append(session)
    return found


def _stored_sessions(**conditions) -> dict[int, Session]:
    """Sessions under these conditions by number, with all that they say."""
    rows = (
        Session.objects.filter(**conditions)
        .prefetch_related("audiences", "sub_actions__item")
        .order_by("pk")
    )
    return {session.pk: session for session in rows.iterator(chunk_size=READ_AT_ONCE)}
