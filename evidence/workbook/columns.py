"""The columns of the workbook: which may be edited, and what a cell of each says in plain form."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from accounts.fields import one_line
from accounts.words import day
from actions.export import KINDS
from actions.models import SubAction
from actions.status import Status
from evidence.files.bringing.columns import Column, word_of
from evidence.files.bringing.rows import read_day_in, read_line, read_text

STATUSES = [status for status in Status if status != Status.NOT_REPORTED]
WORDS = {
    word_of(word): status.value
    for status in Status
    for word in (status.value, status.label, status.short)
}


def status_in_words(status: str) -> str:
    """A status as the workbook says it: without what its label adds in brackets."""
    return Status(status).short.capitalize()


def _read_status(text: str, known: object) -> str:
    if status := WORDS.get(word_of(text)):
        return status
    words = ", ".join(map(status_in_words, STATUSES))
    raise ValidationError(f"“{text[:40]}” is not one of: {words}.")


MARK = Column("Do not change", "By this the row is known again.", 24, read_line)
KEY = Column("Sub-action", "Its key.", 12, read_line)
TITLE = Column(
    "What will be done",
    "May be edited where the council has added it; the words of the plan are the source’s.",
    60,
    read_line,
)
SERVICE = Column("Service", "For reading only.", 22, read_line, required=False)
KIND = Column("Kind of work", "For reading only.", 14, read_line, required=False)
START = Column("Start date", "A day, such as 3 March 2026.", 14, read_day_in, is_day=True)
DUE = Column("Due date", "For dated work.", 14, read_day_in, is_day=True)
REVIEW = Column("Review date", "For ongoing and recurring work.", 14, read_day_in, is_day=True)
WHY = Column(
    "Why a date is changed",
    "Needed where the start or due date was set before.",
    34,
    read_text,
)
STATUS = Column("How is it going", "One of the words of the list in the cell.", 16, _read_status)
COMPLETED = Column("Completed on", "The day, where it is complete.", 14, read_day_in, is_day=True)
CHANGED = Column(
    "What changed",
    "What has been done since the last update. With it the row comes in as an update of today, "
    "which everyone who signs in may read.",
    50,
    read_text,
)
NEXT = Column("What is next", "One or two steps.", 34, read_text)

COLUMNS = (
    MARK, KEY, TITLE, SERVICE, KIND, START, DUE, REVIEW, WHY, STATUS, COMPLETED, CHANGED, NEXT,
)  # fmt: skip
# What the workbook says of a sub-action and takes back where it was edited, by its field.
SET = {TITLE: "title", START: "start_on", DUE: "due_on", REVIEW: "review_on"}
SAID = {STATUS: "status", COMPLETED: "completed_on"}
EDITED = (*SET, *SAID)
# Empty on the way out: what somebody writes there comes with what she edits.
WRITTEN = (WHY, CHANGED, NEXT)
# In which column a service's reason against a field is told.
OF_FIELDS = {name: column for column, name in (SET | SAID).items()} | {
    "why": WHY,
    "changed": CHANGED,
    "next_step": NEXT,
}


def shown_of(found: SubAction) -> dict[Column, str]:
    """What the workbook says of a sub-action in the columns that may be edited, in plain form: days
    in ISO form, a status by its short word, nothing as "".
    """
    days = {column: getattr(found, name) for column, name in (SET | SAID).items() if column.is_day}
    return {
        TITLE: one_line(found.item.title),
        STATUS: found.status,
        **{column: value.isoformat() if value else "" for column, value in days.items()},
    }


def for_reading(found: SubAction) -> dict[Column, str]:
    """What stands beside, and is not taken back."""
    kind = KINDS[found.kind]
    return {KEY: found.key, SERVICE: found.service.name if found.service else "", KIND: kind}


def in_words(column: Column, plain: str) -> str:
    """A plain value as the pages write it."""
    if not plain:
        return ""
    if column.is_day:
        return day(date.fromisoformat(plain))
    return status_in_words(plain) if column is STATUS else plain
