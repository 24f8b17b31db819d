"""Writes of what was promised and is moved: its kind, days, interval or target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.history import plain
from accounts.models import User
from foundations.models import Round

from ..models import Move, SubAction, Term
from ..recurring import is_missed
from ..status import Kind

DAYS = (Term.START, Term.DUE)


@dataclass(frozen=True)
class Promised:
    """What a sub-action promises, in words by term, and in what state that was read."""

    words: dict[str, str]
    days: dict[str, date | None]
    found: dict


def read_promised(sub_action: SubAction) -> Promised:
    """What a sub-action promises as it now is; a kind that nobody confirmed is no promise yet."""
    words = {term: plain(getattr(sub_action, term)) for term in (*DAYS, Term.INTERVAL)}
    words[Term.KIND] = sub_action.kind if sub_action.kind_confirmed_on else ""
    if sub_action.target_number is not None:
        words[Term.TARGET] = f"{sub_action.target_number:,} {sub_action.target_unit}"
    recurs = sub_action.kind == Kind.RECURRING
    found = {
        "found_status": sub_action.status,
        "found_confirmed_on": sub_action.confirmed_on,
        "found_missed": recurs and is_missed(sub_action.occurrences.all(), timezone.localdate()),
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


def count_moves(closed: Round, on: date) -> None:
    """Let what was moved up to the closing of a progress round count from the day after it."""
    if closed.asks_progress:
        waiting = Move.objects.filter(counts_from=None, made_on__lte=on)
        waiting.update(counts_from=on + timedelta(days=1))
