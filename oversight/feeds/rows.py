"""What the feeds hold. The types are the description too: `description.py` tells of them, and a row
is written by them.

On these pages a sub-action is called a commitment. Nothing that people have written is in them but
what is marked public: texts are those of the published plan, and names of services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Commitment:
    """A commitment on the day of the edition; `group` is one of kept, in-hand, not-going-well and
    not-known, and empty for what was stopped by a decision or replaced. `words` are those of the
    published plan; empty for what the council has added.
    """

    key: str
    words: str
    added_by_council: bool
    service: str
    foundations: list[str]
    group: str
    part: str
    status: str
    reported_on: date | None
    start_on: date | None
    due_on: date | None
    late: bool
    heard: str


@dataclass(frozen=True)
class Call:
    """A call to action, its foundation, and how sure it is that the plan answers it."""

    key: str
    foundation: str
    words: str
    answer: str


@dataclass(frozen=True)
class Foundation:
    """A foundation, and its calls by how sure it is that the plan answers them."""

    key: str
    name: str
    calls: int
    confirmed: int
    added: int
    suggested: int
    without: int


@dataclass(frozen=True)
class Figure:
    """How many commitments were in each group when a round was closed. They are those of a
    foundation, or `all`; one commitment may answer calls of several foundations.
    """

    key: str
    edition: int
    closed_on: date
    foundation: str
    kept: int
    in_hand: int
    not_going_well: int
    not_known: int


@dataclass(frozen=True)
class Measure:
    """What a measure was on a day. Without a number, `state` says that it is hidden (a small number
    of people) or not known.
    """

    key: str
    measure: int
    of: str
    name: str
    unit: str
    counts_people: bool
    on: date
    number: float | None
    state: str


@dataclass(frozen=True)
class Attendance:
    """Attendances of sessions, not different people; `attendances` of a month and an audience, what
    of them is `counted` towards the target, and these `so-far`. Without a number, `state` says that
    it is hidden.
    """

    key: str
    what: str
    month: str
    audience: str
    number: int | None
    state: str


@dataclass(frozen=True)
class Edition:
    """The closed round that all rows of an answer are of. `language` says whether its language has
    been checked, `hidden` what is hidden of counts of people.
    """

    edition: int
    closed_on: date
    council: str
    licence: str
    language: str
    hidden: str


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A page of a feed; `next` is the address of the next one, and null on the last."""

    edition: Edition
    total: int
    rows: list[T]
    next: str | None


@dataclass(frozen=True)
class Refused:
    """Why there is no such answer, in a sentence."""

    error: str


KINDS: dict[str, type] = {
    "commitments": Commitment,
    "calls": Call,
    "foundations": Foundation,
    "figures": Figure,
    "measures": Measure,
    "attendances": Attendance,
}
