"""Days as plans set them: many name a month alone, of which a start is its first day and what is
due its last.
"""

from __future__ import annotations

import re
from datetime import timedelta

from accounts.days import read_month
from actions.months import add_months
from evidence.files.bringing.rows import read_day_in

# What such a month is told with: by the end of March 2026, from May 2026.
BY_THE_END = re.compile(r"(?:by )?(?:the )?(?:end )?(?:of )?", re.IGNORECASE)
FROM = re.compile(r"(?:from )?(?:the )?(?:beginning |start )?(?:of )?", re.IGNORECASE)


def read_start_in(text: str, known: object) -> str:
    """The day on which a cell says that work starts, in ISO form; the first of a month that it
    names alone. Raises ValidationError with the reason.
    """
    month = read_month(_without(FROM, text))
    return month.isoformat() if month else read_day_in(text, known)


def read_due_in(text: str, known: object) -> str:
    """The last day that a cell says is still in time, in ISO form; the last of a month that it
    names alone. Raises ValidationError with the reason.
    """
    month = read_month(_without(BY_THE_END, text))
    if month is None:
        return read_day_in(text, known)
    return (add_months(month, 1) - timedelta(days=1)).isoformat()


def _without(beginning: re.Pattern, text: str) -> str:
    return text[beginning.match(text).end() :]
