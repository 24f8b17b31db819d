"""Writes of when somebody is away, and of the day on which she wants her reminders."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..history import record, snapshot
from ..models import User
from ..permissions import check
from ..versions import hold
from ..words import day
from .models import Absence, AbsenceQuerySet

LONGEST = timedelta(days=366)
TOLD = ["deputy", "first_day", "last_day", "ended_on"]


@transaction.atomic
def choose_digest_day(*, by: User, digest_day: int) -> None:
    """Set the weekday (Monday is 0) on which her reminders come together. Raises
    PermissionDenied.
    """
    check(by, "choose_reminders")
    User.objects.filter(pk=by.pk).update(digest_day=digest_day)


@transaction.atomic
def say_away(
    *, by: User, deputy: User, first_day: date, last_day: date, form_key: UUID | None = None
) -> Absence:
    """Say from when to when (the last day included) she is away, and who stands in. A form sent
    twice gives what is stored already.

    Raises PermissionDenied, or ValidationError for days that are past, reversed or taken, and for
    a deputy who keeps no service of hers or is away then herself.
    """
    check(by, "choose_reminders")
    # Both, so that two who name each other at once see one another; by number, as all who hold two.
    for one in sorted((by, deputy), key=lambda person: person.pk):
        hold(User(pk=one.pk))
    if stored := Absence.objects.filter(form_key=form_key, person=by).first():
        return stored
    _check_days(by, first_day, last_day)
    _check_deputy(by, deputy, first_day, last_day)
    away = Absence.objects.create(
        form_key=form_key or uuid4(),
        person=by,
        deputy=deputy,
        first_day=first_day,
        last_day=last_day,
    )
    _record("said when she is away", by, {}, snapshot(away, TOLD))
    return away


def _check_days(by: User, first_day: date, last_day: date) -> None:
    if first_day < timezone.localdate():
        raise ValidationError({"first_day": "This day is past. Begin today or later."})
    if last_day < first_day:
        raise ValidationError({"last_day": "The last day is before the first day."})
    if last_day - first_day > LONGEST:
        raise ValidationError({"last_day": "Choose a last day within a year of the first."})
    if other := _meeting(by.absences, first_day, last_day).first():
        said = f"from {day(other.first_day)} to {day(other.last_day)}"
        raise ValidationError({"first_day": f"You have said that you are away {said} already."})


def _meeting(absences: AbsenceQuerySet, first_day: date, last_day: date) -> AbsenceQuerySet:
    # By today: what was ended by hand takes no day any more.
    rows = absences.not_over(timezone.localdate())
    return rows.filter(first_day__lte=last_day, last_day__gte=first_day)


def _check_deputy(by: User, deputy: User, first_day: date, last_day: date) -> None:
    if not colleagues_of(by, timezone.localdate()).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": "Choose a Promise Keeper of your own service."})
    if _meeting(deputy.absences, first_day, last_day).exists():
        raise ValidationError({"deputy": f"{deputy} is away in that time too. Choose another."})


def colleagues_of(person: User, on: date) -> QuerySet:
    """The other Promise Keepers of this person's services on a day, who may stand in for her."""
    found = User.objects.active().holding(on, role="keeper", service__in=person.services)
    return found.exclude(pk=person.pk).order_by("name")


@transaction.atomic
def say_back(*, by: User, absence: Absence) -> None:
    """End an absence today, or take back one that is still to come. One that is over stays as it
    is. Raises PermissionDenied for another person's.
    """
    check(by, "choose_reminders")
    hold(absence)
    if absence.person_id != by.pk:
        raise PermissionDenied("Only the person who is away may say that she is back.")
    today, before = timezone.localdate(), snapshot(absence, TOLD)
    if absence.ended_on or absence.last_day < today:
        return
    absence.ended_on = today
    absence.save(update_fields=["ended_on"])
    _record("said that she is back", by, before, snapshot(absence, TOLD))


def _record(act: str, by: User, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="person", key=str(by.pk), before=before, after=after)
