"""What a row of a register says of how its work goes: the update with which it comes in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.words import day
from actions.models import SubAction
from actions.status import Status

from .columns import AS_AT, COMPLETED, STATUS
from .plan import Plan, Row, Said
from .statuses import NOTHING, field_of, fitting, status_of

NO_STATUS = "The comment is left out: the row does not say how it goes, and nothing is said yet."
IN_THE_FUTURE = "This day is in the future. Give the day of which the row speaks."
DONE_IN_THE_FUTURE = "This day is in the future. Give the day on which it was completed."
NO_DAY = "It is complete, but no day is given, so how it goes is left out."
NOT_COMPLETE = "Completed on {} is left out: the row does not say that it is complete."
LATER = "This day is after {}, the day of which the row speaks. Put right the one or the other."
AS_ITS_DAY = "as-at"


@dataclass(frozen=True)
class Asked:
    """What is asked of the whole sheet and how that was answered; and what rows of registers have
    said of a sub-action before.
    """

    plan: Plan
    answers: dict[str, str]
    before: dict[int, set[str]]


def say(row: Row, asked: Asked) -> None:
    """Work out what a row says, as far as it is known."""
    status = _status(row, asked)
    _tell_day_left_out(row, status, asked)
    on = _day_of(row, asked) if status else None
    if not status or on is None:
        return
    if on > timezone.localdate():
        row.line.refuse(AS_AT, IN_THE_FUTURE)
        return
    completed_on = _completed_on(row, status, on, asked)
    if status == Status.COMPLETE and completed_on is None:
        return
    digest = _digest(status, row.comment, on, completed_on)
    stored = row.sub_action
    if stored and digest in asked.before.get(stored.pk, ()):
        return
    if stored and (last := stored.confirmed_on) and on < last:
        row.notes.append(
            f"Something was said on {day(last)} already, which is newer than {day(on)}, so how it "
            "goes is left out."
        )
        return
    if completed_on and completed_on > on:
        is_to_come = completed_on > timezone.localdate()
        row.line.refuse(COMPLETED, DONE_IN_THE_FUTURE if is_to_come else LATER.format(day(on)))
        return
    row.said = Said(status, on, completed_on, row.comment, digest)


def _status(row: Row, asked: Asked) -> str:
    """The status that a row gives; where it gives none, words alone say the same again."""
    text = row.line.said.get(STATUS, "")
    if not text:
        return _same_again(row)
    status = status_of(text, asked.answers)
    name = field_of(text)
    if status is None or name in asked.answers:
        asked.plan.words[name] = text
    if status == NOTHING:
        return _same_again(row)
    return fitting(status, row.sub_action) if status else ""


def _same_again(row: Row) -> str:
    stored: SubAction | None = row.sub_action
    if not row.comment:
        return ""
    if stored is None or stored.status == Status.NOT_REPORTED:
        row.notes.append(NO_STATUS)
        return ""
    return stored.status


def _tell_day_left_out(row: Row, status: str, asked: Asked) -> None:
    text, word = row.line.said.get(COMPLETED), row.line.said.get(STATUS, "")
    is_asked = word and status_of(word, asked.answers) is None
    if text and status != Status.COMPLETE and not is_asked:
        row.notes.append(NOT_COMPLETE.format(day(date.fromisoformat(text))))


def _day_of(row: Row, asked: Asked) -> date | None:
    text = row.line.said.get(AS_AT)
    if not text:
        asked.plan.needs.add("as_at")
        text = asked.answers.get("as_at")
    return date.fromisoformat(text) if text else None


def _completed_on(row: Row, status: str, on: date, asked: Asked) -> date | None:
    if status != Status.COMPLETE:
        return None
    if text := row.line.said.get(COMPLETED):
        return date.fromisoformat(text)
    if row.sub_action and row.sub_action.completed_on:
        return row.sub_action.completed_on
    asked.plan.needs.add("complete")
    answer = asked.answers.get("complete")
    if answer and answer != AS_ITS_DAY:
        row.notes.append(NO_DAY)
    return on if answer == AS_ITS_DAY else None


def _digest(*said: object) -> str:
    return hashlib.sha256(json.dumps([str(one) for one in said]).encode()).hexdigest()
