"""What people say about an evidence item, whatever it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from actions.status import Visibility


@dataclass(frozen=True)
class Said:
    """What an item is called and shows, which day it speaks of, and who may see it."""

    kind: str
    title: str
    shows: str
    dated_on: date
    review_on: date | None = None
    visibility: str = Visibility.BOARD


def check_days(
    dated_on: date, review_on: date | None, today: date, known: date | None = None
) -> None:
    """Raises ValidationError for a day of the future, or a day to look again that has passed.

    A day to look again that is `known` already may pass: the rest is still to be edited.
    """
    if dated_on > today:
        raise ValidationError(
            {"dated_on": "This day is in the future. Give the day that it speaks of."}
        )
    if review_on and review_on <= today and review_on != known:
        raise ValidationError({"review_on": "Give a day after today, or leave it empty."})
