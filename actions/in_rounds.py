"""What a round of progress asks for, and of which of it something was said: for the round's page,
for My work, and as a filter of the list of sub-actions.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from foundations.models import Round

from .models import Confirmation, ProgressUpdate, SubAction
from .querysets import SubActionQuerySet
from .status import SETTLED

REPORTED, UNREPORTED = "reported", "not-reported"
WORDS = {UNREPORTED: "not reported", REPORTED: "reported"}
# Three years of rounds, which a list of choices can hold.
LISTED = 12


def asked_in(rows: SubActionQuerySet, asked: Round) -> SubActionQuerySet:
    """Those of these sub-actions that a round asks about: all that is to be done, but what was
    complete or stopped before it began.
    """
    return rows.to_be_done().exclude(status__in=SETTLED, reported_on__lt=asked.first_day)


def said_in(asked: Round, on: date) -> Q:
    """That an update or a "still true" answered for a sub-action in a round, by a day or by that of
    its closing.
    """
    days = (asked.first_day, asked.closed_on or on)
    posted = ProgressUpdate.objects.current().filter(posted_on__range=days)
    repeated = Confirmation.objects.filter(said_on__range=days, update__withdrawn_on=None)
    said = Q(pk__in=posted.order_by().values("sub_action"))
    return said | Q(pk__in=repeated.order_by().values("update__sub_action"))


def listed_rounds(on: date) -> QuerySet:
    """The newest rounds of progress that have begun by a day, which the list can be narrowed to."""
    return Round.objects.filter(asks_progress=True, first_day__lte=on)[:LISTED]


def choices_of(rounds: Iterable[Round]) -> list[tuple[str, str]]:
    """The two lists of each round: its key for the address, and its words."""
    return [
        (key_of(one, state), f"{one}: {words}") for one in rounds for state, words in WORDS.items()
    ]


def key_of(asked: Round, state: str) -> str:
    """What an address calls the list of what is in this state in a round."""
    return f"{state}.{asked.key}"


def in_round(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """Those of these sub-actions that a list of `choices_of` holds on a day."""
    state, _, of = key.partition(".")
    asked = Round.objects.get(key=of)
    wanted, said = asked_in(SubAction.objects.order_by(), asked), said_in(asked, on)
    wanted = wanted.filter(said) if state == REPORTED else wanted.exclude(said)
    return rows.filter(pk__in=wanted.values("pk"))


def is_asked(row: SubAction, asked: Round) -> bool:
    """Whether a round asks about a sub-action that is to be done, as `asked_in` says of many."""
    return row.status not in SETTLED or row.reported_on >= asked.first_day


def is_owed(row: SubAction, asked: Round) -> bool:
    """Whether a sub-action that is asked about waits for a word in a round that is open."""
    return row.confirmed_on is None or row.confirmed_on < asked.first_day
