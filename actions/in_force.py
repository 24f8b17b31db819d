"""The terms of sub-actions that count on a day, and from when a good report is still fresh: as
columns for querysets. What was moved since the last progress round was closed does not count yet.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from foundations.models import Round

from .months import add_months
from .status import Kind, Status

# Nobody can confirm more often than the work happens. Work that recurs every four months or more
# rarely is fresh for its interval, rounded up to one of these numbers of months.
LONGER = (6, 12, 24, 60)
SHORT = 3


def terms(on: date) -> dict[str, Expression]:
    """For `annotate()`: `counted_kind`, `counted_start`, `counted_due`, `counted_interval`, and the
    state in which a change of kind that does not count yet found the sub-action: `counted_status`,
    `counted_confirmed`.
    """
    interval = Cast(_before("interval_months", "before", on), IntegerField())
    unsaid = Q(status=Status.NOT_REPORTED)
    status = Coalesce(_before("kind", "found_status", on), F("status"), output_field=CharField())
    confirmed = Coalesce(_before("kind", "found_confirmed_on", on), F("confirmed_on"))
    return {
        "counted_kind": Coalesce(
            _before("kind", "before", on), F("kind"), output_field=CharField()
        ),
        "counted_start": Coalesce(_before("start_on", "day_before", on), F("start_on")),
        "counted_due": Coalesce(_before("due_on", "day_before", on), F("due_on")),
        "counted_interval": Coalesce(
            interval,
            F("interval_months"),
            F("item__published_target__period_months"),
            output_field=IntegerField(),
        ),
        # Only what the change itself hid: whoever has reported since is taken at her word.
        "counted_status": Case(When(unsaid, then=status), default=F("status")),
        "counted_confirmed": Case(When(unsaid, then=confirmed), default=F("confirmed_on")),
    }


def _before(term: str, column: str, on: date) -> Subquery:
    # By its name, since the models import this file. Of several moves the first one that waits
    # found what counts; by its index it costs a look-up a row.
    moves = apps.get_model("actions", "Move").objects.waiting(on)
    moves = moves.filter(sub_action=OuterRef("pk"), term=term).order_by("pk")
    return Subquery(moves.values(column)[:1])


def fresh_from(on: date) -> Least:
    """The day from which a report is fresh on a day, for rows that hold `terms()`."""
    last = Round.objects.closed_before(on)
    closed, first = (Subquery(last.values(name)[:1]) for name in ("closed_on", "first_day"))
    silent = Value(silent_limit(on), output_field=DateField())
    # What was said while that round asked is the answer to it: without it every good word would be
    # unknown on the day after a closing, when the Board meets.
    limit = Coalesce(Least(closed, Greatest(first, silent)), silent, output_field=DateField())
    # The limit, with its two look-ups, is written once and the intervals are compared with it.
    seldom = Case(
        When(~Q(counted_kind=Kind.RECURRING) | Q(counted_interval=None), then=Value(on)),
        When(counted_interval__lte=SHORT, then=Value(on)),
        *(
            When(counted_interval__lte=months, then=Value(add_months(on, -months)))
            for months in LONGER
        ),
        default=Value(add_months(on, -LONGER[-1])),
        output_field=DateField(),
    )
    return Least(limit, seldom)


def fresh_since(on: date, kind: str, interval: int | None) -> date:
    """The same of one sub-action by the days alone, whatever round was closed; `interval`: every
    how many months recurring work happens.
    """
    limit = silent_limit(on)
    if kind != Kind.RECURRING or interval is None or interval <= SHORT:
        return limit
    months = next((step for step in LONGER if interval <= step), LONGER[-1])
    return min(limit, add_months(on, -months))


def silent_limit(on: date) -> date:
    """The day from which a report is fresh where no progress round was ever closed."""
    return on - timedelta(days=settings.SILENT_AFTER_DAYS)


def waits(on: date, *, made_on: str, counts_from: str) -> Q:
    """That what was done on the day in the column `made_on` does not count yet on a day: it does
    from the day in `counts_from`, the one after the next progress round is closed; where none has
    ever been closed, once SILENT_AFTER_DAYS have gone.
    """
    closed = Q(Exists(Round.objects.closed_before(on)))
    recent = Q(**{f"{made_on}__gte": silent_limit(on)})
    return Q(**{f"{counts_from}__gt": on}) | (Q(**{counts_from: None}) & (closed | recent))
