"""A target that has been reached contradicts a bad word, until the owner has answered."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear

from actions.contradictions import CONTRADICTIONS, Contradiction
from actions.status import GOES_BADLY, Status

from .models import Session
from .querysets import COUNTING

BAD = (*GOES_BADLY, Status.NOT_STARTED, Status.STOPPED)
# Of a day in months and days, as a number with which both databases count alike.
MONTH = 100


def reached_unanswered() -> QuerySet:
    """The ids of sub-actions with a bad word whose target had not been reached, by the sessions
    logged so far, when the owner last spoke, and has been since; as a set for `pk__in`.
    """
    number = Coalesce("subaction__target_number", "subaction__item__published_target__number")
    length = F("subaction__item__published_target__period_months") * MONTH
    rows = Session.sub_actions.through.objects.annotate(number=number).alias(
        held=_months("session__held_on"), end=_months("subaction__start_on") + length
    )
    # As `target_of()` says of one: up to the due day or, without one, within the source's months.
    due = Q(session__held_on__lte=F("subaction__due_on"))
    within = Q(subaction__due_on=None, held__lt=F("end"))
    rows = rows.filter(
        due | within,
        subaction__status__in=BAD,
        subaction__decided_on=None,
        subaction__replaced_by=None,
        session__held_on__gte=F("subaction__start_on"),
        session__removed_on=None,
        session__audiences__kind__in=COUNTING,
        number__gt=0,
    )
    known = Q(session__logged_at__date__lte=F("subaction__confirmed_on"))
    heads = "session__audiences__headcount"
    totals = rows.values("subaction", "number").annotate(
        total=Sum(heads), known=Coalesce(Sum(heads, filter=known), 0)
    )
    return totals.filter(total__gte=F("number"), known__lt=F("number")).values("subaction")


def _months(name: str):
    return (ExtractYear(name) * 12 + ExtractMonth(name)) * MONTH + ExtractDay(name)


def _holds(on: date) -> Q:
    # What was logged counts, whichever day is asked about: no session is of the future.
    return Q(pk__in=reached_unanswered())


def join_the_list() -> None:
    """Let a reached target contradict a status, from when the app starts."""
    CONTRADICTIONS.append(
        Contradiction(
            name="reached_though_said_badly",
            sentence="Its target has been reached since this was said; the owner has yet to "
            "answer.",
            holds=_holds,
        )
    )
