"""What the council should look at: one list, to which higher apps add in `AppConfig.ready()`.

The list of sub-actions offers each as a filter, and the Board's page counts each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .querysets import SubActionQuerySet


@dataclass(frozen=True)
class Attention:
    """One thing to look at: a key for addresses, words for pages, and the rows meant on a day.

    `rank` is its place on the Board's page: first what nobody has said, then what is wrong, then
    what is missing, and last what only a date of the source or a review says. The ranks leave gaps,
    so that a higher app can put its own between them.
    """

    key: str
    words: str
    rank: int
    rows: Callable[[SubActionQuerySet, date], SubActionQuerySet]


ATTENTION: list[Attention] = [
    Attention("late", "Past their date", 20, lambda rows, on: rows.late(on)),
    Attention("stale", "Not confirmed for a while", 40, lambda rows, on: rows.stale(on)),
    Attention(
        "contradicted",
        "Status contradicted by its date or evidence",
        30,
        lambda rows, on: rows.contradicted(on),
    ),
    Attention("not-reported", "Not yet reported", 10, lambda rows, on: rows.not_reported()),
    Attention(
        "source-date-passed",
        "Source date passed, not yet confirmed",
        90,
        lambda rows, on: rows.source_date_passed(on),
    ),
    Attention("review-passed", "Review date passed", 100, lambda rows, on: rows.review_passed(on)),
    Attention("no-owner", "No owner yet", 50, lambda rows, on: rows.ownerless(on)),
    Attention("no-service", "No service yet", 60, lambda rows, on: rows.without_service(on)),
    Attention("no-target", "No target set", 70, lambda rows, on: rows.without_target()),
]


def attention(key: str) -> Attention:
    """The thing to look at of this key; raises StopIteration for an unknown one."""
    return next(one for one in ATTENTION if one.key == key)


def needing(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """The sub-actions that need this attention on a day."""
    return attention(key).rows(rows, on)
