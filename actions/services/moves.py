"""Writes of what was promised and is moved: its kind, days, interval or target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import plain
from accounts.models import User
from foundations.models import Edition

from .. import in_force
from ..models import Move, Share, SubAction, Term
from ..recurring import has_gap, is_missed, last_owed
from ..status import FITTING, Kind, Status

DAYS = (Term.START, Term.DUE)
# Shared by all who may move what was promised; the closing of a progress round has it alone.
LOCK = 7_210_336
# What waits for the next closing: when it was done, from when it counts, and which closing let it.
WAITING = (
    (Move, "made_on", "counts_from", "counted_by"),
    (Share, "ended_on", "end_counts_from", "end_counted_by"),
)


@dataclass(frozen=True)
class Promised:
    """What a sub-action promises, in words by term, and in what state that was read."""

    words: dict[str, str]
    days: dict[str, date | None]
    found: dict


def join_moves() -> None:
    """Let no progress round be closed until this transaction ends: for each write that may move
    what was promised, before it reads. So a move belongs to the round before whose closing the
    history tells of it, and to no other.
    """
    take_lock(LOCK, shared=True)


def read_promised(sub_action: SubAction) -> Promised:
    """What a sub-action promises as it now is. A kind that nobody confirmed is no promise yet,
    unless somebody has reported in its words or set days for it.
    """
    words = {term: plain(getattr(sub_action, term)) for term in (*DAYS, Term.INTERVAL)}
    used = sub_action.kind_confirmed_on or sub_action.reported_on or sub_action.dates_set_on
    words[Term.KIND] = sub_action.kind if used else ""
    if sub_action.target_number is not None:
        words[Term.TARGET] = f"{sub_action.target_number:,} {sub_action.target_unit}"
    recurs, today = sub_action.kind == Kind.RECURRING, timezone.localdate()
    stored = list(sub_action.occurrences.all()) if recurs else []
    found = {
        "found_status": sub_action.status,
        "found_confirmed_on": sub_action.confirmed_on,
        "found_missed": is_missed(stored, last_owed(sub_action, today)),
        "found_gap": has_gap(sub_action, stored, today),
    }
    return Promised(
        words={term: str(words.get(term) or "") for term in Term},
        days={term: getattr(sub_action, term) for term in DAYS},
        found=found,
    )


def moves_since(promised: Promised, sub_action: SubAction, by: User, why: str) -> list[Move]:
    """The moves that an edit makes of what was promised, not stored yet; what is promised for the
    first time is none.

    Raises ValidationError when something is moved and no reason given.
    """
    now = read_promised(sub_action).words
    moved = [term for term in Term if promised.words[term] not in ("", now[term])]
    if moved and not why:
        words = ", ".join(Term(term).label.lower() for term in moved)
        raise ValidationError({"why": f"Say why what was promised is changed: {words}."})
    return [
        Move(
            sub_action=sub_action,
            term=term,
            before=promised.words[term],
            after=now[term],
            day_before=promised.days.get(term),
            why=why,
            made_by=by,
            made_on=timezone.localdate(),
            **promised.found,
        )
        for term in moved
    ]


def take_moves_back(undoing: list[Move]) -> None:
    """Take back what an edit moved that is undone, by the moves that undoing it would make: each
    term says again what was promised, and is as often moved as before. The history keeps both.
    """
    for move in undoing:
        last = move.sub_action.moves.filter(term=move.term).last()
        if last and (last.before, last.after) == (move.after, move.before):
            last.delete()


def find_anew(sub_action: SubAction) -> None:
    """After an update was withdrawn, let changes of kind have found what is still said in the words
    of the kind before.
    """
    said = sub_action.updates.current().prefetch_related("confirmations")
    for move in sub_action.moves.filter(term=Term.KIND):
        update = next((one for one in said if one.status in FITTING[Kind(move.before)]), None)
        move.found_status = update.status if update else Status.NOT_REPORTED
        move.found_confirmed_on = update and max(
            [update.posted_on, *(one.said_on for one in update.confirmations.all())]
        )
        move.save(update_fields=["found_status", "found_confirmed_on"])


def count_moves(edition: Edition) -> None:
    """Let what was moved, and the parts of bodies that were ended, up to the closing of a progress
    round count from the day after it.
    """
    if not edition.round.asks_progress:
        return
    on = edition.closed_on
    # Whoever moves something just now is waited for, or comes after the closing.
    take_lock(LOCK)
    for model, made_on, counts_from, counted_by in WAITING:
        made = model.objects.filter(**{counts_from: None, f"{made_on}__lte": on})
        waiting = made.filter(in_force.waits(on, made_on=made_on, counts_from=counts_from))
        waiting.update(**{counts_from: on + timedelta(days=1), counted_by: edition})
        # Before the first closing some count already: they go on counting, on this very day too.
        made.update(**{counts_from: on, counted_by: edition})


def uncount_moves(edition: Edition) -> None:
    """Let what counts since this closing of a progress round wait for the next one again."""
    if not edition.round.asks_progress:
        return
    take_lock(LOCK)
    for model, _made_on, counts_from, counted_by in WAITING:
        counting = model.objects.filter(**{counted_by: edition})
        counting.update(**{counts_from: None, counted_by: None})
