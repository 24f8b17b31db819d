"""The rule of the four groups, for one sub-action: the first that fits. It asks the database
nothing; `sets.py` says the same of many at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.words import day
from actions.groups import CLAIMS, SAID_AGAIN, SAID_BADLY, Group
from actions.models import Occurrence, Share, SubAction
from actions.recurring import has_gap, is_missed, last_owed
from actions.status import SETTLED, Kind, Status

from .bodies import badly, unkept, unknown

MOVED = "What has been moved since does not count yet."
UNHEARD = "nobody else has yet added what they heard"


@dataclass(frozen=True)
class Facts:
    """What the group is read from besides the record: the terms that count on the day, from when a
    report is fresh, the occurrences, the parts of bodies that count, and what others say of it.

    `found_missed`: its last occurrence had been missed when it was moved, and was not made up;
    `found_gap`: one of its last twelve months had not been held when it was moved.
    """

    kind: str
    start: date | None
    due: date | None
    status: str
    confirmed_on: date | None
    fresh_from: date
    occurrences: tuple[Occurrence, ...] = ()
    found_missed: bool = False
    found_gap: bool = False
    agreed: bool = False
    heard: bool = False
    last_heard: date | None = None
    shares: tuple[Share, ...] = ()


Found = tuple[Group | None, str]


def group(sub_action: SubAction, facts: Facts, on: date) -> Found:
    """The group of a sub-action on a day, with the sentence that says why; None for what is stopped
    by a decision or replaced.
    """
    counted, why = _first_that_fits(sub_action, facts, on)
    return counted, f"{why} {MOVED}" if counted and _is_moved(sub_action, facts) else why


def _first_that_fits(sub_action: SubAction, facts: Facts, on: date) -> Found:
    for rule in RULES:
        if found := rule(sub_action, facts, on):
            return found
    return Group.IN_HAND, _in_hand_sentence(sub_action, facts, on)


def _is_moved(sub_action: SubAction, facts: Facts) -> bool:
    """Whether it is read otherwise than it now stands, which nobody could tell from its page."""
    stands = (sub_action.kind, sub_action.start_on, sub_action.due_on, sub_action.status)
    missed = facts.kind == Kind.RECURRING and (facts.found_missed or facts.found_gap)
    return missed or stands != (facts.kind, facts.start, facts.due, facts.status)


def _in_none(sub_action: SubAction, facts: Facts, on: date) -> Found | None:
    if sub_action.replaced_by_id:
        return None, f"Replaced on {day(sub_action.replaced_on)}: {sub_action.replaced_reason}"
    if facts.status == Status.STOPPED and sub_action.decided_on:
        return (
            None,
            f"Stopped by decision of {sub_action.decided_by} on {day(sub_action.decided_on)}.",
        )
    return None


def _not_going_well(sub_action: SubAction, facts: Facts, on: date) -> Found | None:
    missed_due = facts.due if facts.kind == Kind.DATED and facts.due and facts.due < on else None
    owed = missed_due and facts.status not in SETTLED
    words = _bad_word(facts, on)
    if not words and owed:
        words = f"Late: promised for {day(facts.due)}."
    if not words and facts.kind == Kind.RECURRING:
        missed = facts.found_missed or is_missed(facts.occurrences, last_owed(sub_action, on))
        words = "The last time that it fell due was missed." if missed else ""
    # Where the whole is late, that each of its parts is says nothing more.
    parts = badly(facts.shares, facts.start, None if owed else missed_due, on)
    return _found(Group.NOT_GOING_WELL, words, parts)


def _found(group: Group, *sentences: str) -> Found | None:
    words = " ".join(filter(None, sentences))
    return (group, words) if words else None


def _bad_word(facts: Facts, on: date) -> str:
    if facts.status in SAID_BADLY:
        return f"Said to be {Status(facts.status).short}."
    if facts.status == Status.STOPPED:
        return "Stopped, without a recorded decision."
    if facts.status == Status.NOT_STARTED and facts.start is None:
        return "Not started, and no first day is set."
    if facts.status == Status.NOT_STARTED and facts.start <= on:
        return f"Not started; its first day was {day(facts.start)}."
    return ""


def _not_known(sub_action: SubAction, facts: Facts, on: date) -> Found | None:
    words = _silence(sub_action, facts, on)
    kinds = (sub_action.kind, facts.kind)
    return _found(Group.NOT_KNOWN, words, unknown(facts.shares, facts.fresh_from, kinds))


def _silence(sub_action: SubAction, facts: Facts, on: date) -> str:
    if facts.status == Status.NOT_REPORTED:
        return "Nobody has reported on it yet."
    if facts.status not in SAID_AGAIN:
        return ""
    if facts.confirmed_on is None or facts.confirmed_on < facts.fresh_from:
        since = f" since {day(facts.confirmed_on)}" if facts.confirmed_on else ""
        return f"Not reported or confirmed{since}."
    if facts.kind == Kind.ONGOING and sub_action.review_on and sub_action.review_on < on:
        return f"Its review was due on {day(sub_action.review_on)}."
    return ""


def _kept(sub_action: SubAction, facts: Facts, on: date) -> Found | None:
    if facts.status not in CLAIMS or not facts.agreed:
        return None
    if facts.status == Status.BEING_KEPT and not facts.heard:
        return None
    if _was_left_out(sub_action, facts, on) or unkept(facts.shares):
        return None
    return Group.KEPT, f"{Status(facts.status).label}, and agreed."


def _was_left_out(sub_action: SubAction, facts: Facts, on: date) -> bool:
    gap = facts.found_gap or has_gap(sub_action, facts.occurrences, on)
    return facts.kind == Kind.RECURRING and gap


def _in_hand_sentence(sub_action: SubAction, facts: Facts, on: date) -> str:
    if facts.status == Status.BEING_KEPT and not facts.heard:
        # What its own service heard does not count; so this is not "nobody was heard".
        last = f"last heard on {day(facts.last_heard)}" if facts.last_heard else UNHEARD
        return f"Reported as being kept; {last}."
    if facts.status in CLAIMS and not facts.agreed:
        return f"Reported as {Status(facts.status).short}, not yet agreed."
    if facts.status in CLAIMS:
        words = f"Reported as {Status(facts.status).short} and agreed"
        if _was_left_out(sub_action, facts, on):
            words = "Complete, but not held every time in the last twelve months"
        left = unkept(facts.shares)
        return f"{words}; {left}." if left else f"{words}."
    if facts.status == Status.NOT_STARTED:
        return f"Not started; its first day is {day(facts.start)}."
    return f"Said to be {Status(facts.status).short}."


# In this order; what none of them takes is in hand.
RULES: tuple[Callable[[SubAction, Facts, date], Found | None], ...] = (
    _in_none,
    _not_going_well,
    _not_known,
    _kept,
)
