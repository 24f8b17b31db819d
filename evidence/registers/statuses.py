"""What the words of a register say of how work goes."""

from __future__ import annotations

import hashlib

from accounts.words import as_keyed
from actions.models import SubAction
from actions.status import FITTING, Kind, Status
from evidence.files.bringing.columns import word_of

# What people write besides our own words. “In progress” is none: it says nothing of whether it will
# be in time, so it is asked.
ALSO = {
    Status.ON_TRACK: ("Green", "On target", "On schedule", "G"),
    Status.AT_RISK: ("Amber", "Some risk", "A"),
    Status.OFF_TRACK: ("Red", "Behind", "Behind schedule", "R"),
    Status.COMPLETE: ("Completed", "Done", "Finished", "Achieved"),
    Status.NOT_STARTED: ("Not yet started", "Not begun", "To do", "Not commenced"),
    Status.STOPPED: ("Cancelled", "Abandoned", "Discontinued"),
}
WORDS = {
    word_of(word): status.value
    for status in Status
    if status != Status.NOT_REPORTED
    for word in (status.value, status.label, status.short, *ALSO.get(status, ()))
}
# A commitment is kept, never finished: what the words for work say of one.
OF_A_COMMITMENT = {
    Status.ON_TRACK: Status.IN_PLACE,
    Status.AT_RISK: Status.SLIPPING,
    Status.OFF_TRACK: Status.NOT_KEPT,
}
# The answer that a word says nothing of how it goes.
NOTHING = "nothing"
CHOICES = [
    *((status.value, status.short.capitalize()) for status in Status if status.value in
      WORDS.values()),
    (NOTHING, "It says nothing of how it goes"),
]  # fmt: skip


def field_of(word: str) -> str:
    """The name of the field that asks about a word: a digest, since a cell may hold anything."""
    told = word_of(word)
    # A green and a red circle, or “<50%” and “>50%”, differ in their signs alone.
    told = told if any(map(str.isalpha, told)) else as_keyed(word)
    return f"word_{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def status_of(word: str, answers: dict[str, str]) -> str | None:
    """What a word says; NOTHING where it was said to say nothing, None where it is to be asked."""
    return WORDS.get(word_of(word)) or answers.get(field_of(word))


def fitting(status: str, sub_action: SubAction | None) -> str:
    """The same in the words of the kind of work that it is said of; new work is dated."""
    kind = Kind(sub_action.kind) if sub_action else Kind.DATED
    if status in FITTING[kind]:
        return status
    return OF_A_COMMITMENT.get(status, status)
