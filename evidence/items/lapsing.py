"""Which "being kept" is about to rest on nothing: its voice grows older than twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading
from actions.models import SubAction
from actions.status import Status

from .voice import heard_lately, last_heard, year_before

# Time enough to find a group and to ask again.
TOLD_BEFORE = timedelta(days=60)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Lapse:
    """A sub-action that is called being kept, the day of the newest voice that bears it out, and
    the first day on which that bears it out no more; both None where none ever did.
    """

    sub_action: SubAction
    heard_on: date | None
    on: date | None


def reading_lapses(on: date, user: User | None = None) -> Reading:
    """The sub-actions that are called being kept and whose voice has lapsed or lapses within 60
    days of a day, what lapses first standing first; of one person only those of her services.
    """
    listed = yield _lapsing(on, user=user) if user else _lapsing(on)
    last = last_heard(on) if listed else {}
    found = [_lapse(row, last.get(row.item_id)) for row in listed]
    return sorted(found, key=lambda one: (one.on or date.min, one.sub_action.item_id))


@prepared
def _lapsing(on: date, *, user: User | None = None) -> QuerySet:
    rows = SubAction.objects.editable_by(user) if user else SubAction.objects.all()
    kept = rows.filter(status=Status.BEING_KEPT, replaced_by=None)
    soon = kept.exclude(pk__in=heard_lately(on + TOLD_BEFORE))
    return soon.select_related("item", "service")


def _lapse(row: SubAction, heard_on: date | None) -> Lapse:
    return Lapse(row, heard_on, lapses_on(heard_on) if heard_on else None)


def lapses_on(heard_on: date) -> date:
    """The first day of which the last twelve months no longer hold that day."""
    # A leap day makes it 365 or 366 days, as `year_before` counts.
    day = heard_on + 365 * ONE
    while year_before(day) <= heard_on:
        day += ONE
    return day
