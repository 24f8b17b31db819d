"""What the council should look at: one list, to which higher apps add in `AppConfig.ready()`.

The list of sub-actions offers each as a filter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .funding import Funding
from .querysets import SubActionQuerySet


@dataclass(frozen=True)
class Attention:
    """One thing to look at: a key for addresses, words for pages, and the rows meant on a day.

    `meaning` says what counts as such, where the words alone do not; `order` is how its list is
    sorted, in `order_words`. `rank` is its place in the filter: first what nobody has said, then
    what is wrong, then what is missing, and last what only a date of the source or a review says.
    The ranks leave gaps, so that a higher app can put its own between them.
    """

    key: str
    words: str
    rank: int
    rows: Callable[[SubActionQuerySet, date], SubActionQuerySet]
    meaning: str = ""
    order: tuple[str, ...] = ()
    order_words: str = ""


def look_at(key: str, words: str, rank: int, rows: Callable, **said: object) -> Attention:
    """Such a thing among what is to be done: nobody need look at what is replaced, or stopped by a
    recorded decision.
    """
    return Attention(key, words, rank, lambda listed, on: rows(listed.to_be_done(), on), **said)


LATE, NO_OWNER = "late", "no-owner"
ATTENTION: list[Attention] = [
    look_at(
        LATE,
        "Late",
        20,
        lambda rows, on: rows.late(on),
        meaning="The council’s date has passed, and the status is not Complete or Stopped. "
        "A late sub-action counts as not going well, whatever its status says.",
        order=("due_on", "pk"),
        order_words="Longest late first",
    ),
    look_at(
        "stuck",
        "Late, or reported as going badly",
        25,
        lambda rows, on: rows.stuck(on),
        order_words="Worst first",
    ),
    look_at(
        "stale",
        "Not checked since the last round",
        40,
        lambda rows, on: rows.stale(on),
        meaning="Reported once, and nobody has posted an update or said “Still true” since the "
        "last round of progress was closed.",
        order=("confirmed_on", "pk"),
        order_words="Longest unchecked first",
    ),
    look_at(
        "contradicted",
        "Status does not match its date or evidence",
        30,
        lambda rows, on: rows.contradicted(on),
    ),
    look_at("not-reported", "Not yet reported", 10, lambda rows, on: rows.not_reported()),
    look_at(
        "source-date-passed",
        "The plan’s date has passed: confirm or change it",
        90,
        lambda rows, on: rows.source_date_passed(on),
    ),
    look_at("review-passed", "Review date passed", 100, lambda rows, on: rows.review_passed(on)),
    look_at(
        NO_OWNER,
        "No owner",
        50,
        lambda rows, on: rows.ownerless(on),
        meaning="Nobody is named as its owner who is an active Promise Keeper of its service.",
    ),
    look_at("no-service", "No service", 60, lambda rows, on: rows.without_service(on)),
    look_at("no-target", "No target", 70, lambda rows, on: rows.without_target()),
    look_at(
        "not-funded",
        "Not funded",
        75,
        lambda rows, on: rows.unfunded(on),
        meaning="Said to be not funded, or funded until a day that has passed.",
    ),
    look_at(
        "funding-not-known",
        "Not known how it is paid for",
        76,
        lambda rows, on: rows.filter(funding=Funding.NOT_KNOWN),
    ),
]


def attention(key: str) -> Attention:
    """The thing to look at of this key; raises StopIteration for an unknown one."""
    return next(one for one in ATTENTION if one.key == key)


def needing(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """The sub-actions that need this attention on a day."""
    return attention(key).rows(rows, on)
