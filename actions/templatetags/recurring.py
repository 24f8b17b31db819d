"""Recurring work in words."""

from __future__ import annotations

from django import template

from accounts.words import day

from ..models import SubAction
from ..recurring import Record

register = template.Library()


@register.filter
def record_sentence(record: Record) -> str:
    """How many were due and held up to which day, and the next one: "Up to 2 March 2026: due 4,
    held 3, missed 1. The next is due by 3 March 2027.".
    """
    due, held = len(record.due), record.held
    missed = f", missed {due - held}" if held < due else ""
    # With the day, since the present one may be held already and is not among these.
    counted = (
        f"Up to {day(record.due[-1].last_day)}: due {due}, held {held}{missed}."
        if due
        else "None has fallen due yet."
    )
    return f"{counted} {_coming(record)}".strip()


def _coming(record: Record) -> str:
    words, present, following = [], record.present, record.following
    if present and present.kept_on:
        words.append(f"The present one, due by {day(present.last_day)}, has been held too.")
    elif present:
        return f"The next is due by {day(present.last_day)}."
    if following:
        words.append(
            f"The next is due from {day(following.first_day)} to {day(following.last_day)}."
        )
    return " ".join(words)


@register.filter
def held_sentence(record: Record, sub_action: SubAction) -> str:
    """The same in short, for beside other things: "2 of 3 held, 1 missed. Next: by 3 March
    2027.".
    """
    if not sub_action.start_on:
        return "The council has not set when counting begins."
    due, held = len(record.due), record.held
    missed = f", {due - held} missed" if held < due else ""
    counted = f"{held} of {due} held{missed}." if due else "None has fallen due yet."
    return f"{counted} {_next(record)}".strip()


def _next(record: Record) -> str:
    present, following = record.present, record.following
    if present and not present.kept_on:
        return f"Next: by {day(present.last_day)}."
    if following:
        return f"Next: between {day(following.first_day)} and {day(following.last_day)}."
    return ""
