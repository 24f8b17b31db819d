"""Writes of the address of one's own calendar."""

from __future__ import annotations

from django.db import transaction

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold

from .models import CalendarAddress


@transaction.atomic
def make_address(*, by: User) -> CalendarAddress:
    """Make her calendar an address; the one before it, if there is one, leads nowhere any more.
    Raises PermissionDenied.
    """
    before = _end(by)
    made = CalendarAddress.objects.create(person=by)
    _record("made a calendar address", by, before, str(made.number))
    return made


@transaction.atomic
def end_address(*, by: User) -> None:
    """End the address, so that no program reads her dates any more; where there is none nothing
    changes. Raises PermissionDenied.
    """
    _record("ended a calendar address", by, _end(by), "")


def _end(by: User) -> str:
    """Take away the address that she has; returns its number."""
    check(by, "have_calendar")
    hold(User(pk=by.pk))
    old = CalendarAddress.objects.filter(person=by).first()
    if old is None:
        return ""
    number = str(old.number)
    old.delete()
    return number


def _record(act: str, by: User, before: str, after: str) -> None:
    told = ({"calendar_address": number} for number in (before, after))
    record(by=by, act=act, thing="person", key=str(by.pk), before=next(told), after=next(told))
