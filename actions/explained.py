"""Why a status that something contradicts is meant all the same: a reason until a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from accounts.words import day
from foundations.names import first_words

EXPLAINED = ["explained_reason", "explained_by", "explained_on", "explained_until"]
# Whatever takes longer is no exception any more: then the status has to change.
LONGEST = timedelta(days=183)
# The whole of it stands on the page of the sub-action.
REASON_LENGTH = 200
IS_WHOLE = Q(explained_reason="", explained_by=None, explained_on=None, explained_until=None)
IS_WHOLE |= Q(
    explained_by__isnull=False, explained_on__isnull=False, explained_until__isnull=False
) & ~Q(explained_reason="")


def is_explained(sub_action: object, on: date) -> bool:
    """Whether what contradicts a sub-action is explained on a day; on the last day it still is, and
    afterwards the explanation has lapsed.
    """
    until = sub_action.explained_until
    return until is not None and on <= until


def explanation(sub_action: object, on: date) -> str:
    """The explanation of a day, in a sentence; empty where there is none or it has lapsed."""
    if not is_explained(sub_action, on):
        return ""
    reason = first_words(sub_action.explained_reason, REASON_LENGTH)
    return f"Explained until {day(sub_action.explained_until)}: “{reason}”"


def take_away(sub_action: object) -> None:
    """Leave a sub-action without an explanation; stores nothing."""
    sub_action.explained_reason = ""
    sub_action.explained_by = sub_action.explained_on = sub_action.explained_until = None
