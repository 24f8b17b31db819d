"""Writes of roles: who is given one, from when, until when, and for which service."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone

from ..database import one_at_a_time
from ..history import record, snapshot
from ..models import Appointment, Role, Service, User

HELD = ["role", "service", "starts_on", "ends_on", "closes_rounds"]


@one_at_a_time
def appoint(
    *,
    by: User | None,
    person: User,
    role: str,
    service: Service | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    closes_rounds: bool = False,
) -> Appointment:
    """Give a person a role, for a Promise Keeper with its service, for a Board member with the
    right to close rounds.

    Raises ValidationError when the service is missing, closed or not wanted, the dates are
    reversed, the right does not go with the role, or the person holds that role already.
    """
    held = Appointment(
        user=person,
        role=role,
        service=service,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        closes_rounds=closes_rounds,
    )
    if closes_rounds and role != Role.BOARD:
        raise ValidationError(
            {"closes_rounds": "Only an Oversight Board member is given this right."}
        )
    _check_service_fits(held)
    if ends_on and ends_on <= held.starts_on:
        raise ValidationError({"ends_on": "The role must end after the day on which it starts."})
    _check_not_held_yet(held)
    held.save()
    end_sessions(person)
    record(
        by=by,
        act="gave a role",
        thing="person",
        key=str(person.pk),
        before={},
        after=snapshot(held, HELD),
    )
    return held


def _check_service_fits(held: Appointment) -> None:
    service = held.service
    if service:  # read under the lock: it may have been closed since the page was opened
        service.refresh_from_db()
    if held.role == Role.KEEPER and service is None:
        raise ValidationError({"service": "Choose the service that this Promise Keeper keeps."})
    if held.role != Role.KEEPER and service is not None:
        raise ValidationError({"service": "Only a Promise Keeper has a service: leave this empty."})
    if service and service.is_closed(max(held.starts_on, timezone.localdate())):
        raise ValidationError(
            {"service": f"{service} is closed. Choose a service that still takes work."}
        )


def _check_not_held_yet(held: Appointment) -> None:
    if _overlapping(held).exists():
        raise ValidationError(f"{held.user} holds this role at that time already: {held}.")


def _overlapping(held: Appointment) -> QuerySet:
    """The same role (of the same service) at a time that overlaps; one that ended before it began
    never does.
    """
    same = Appointment.objects.filter(user=held.user, role=held.role, service=held.service).exclude(
        pk=held.pk
    )
    running = same.exclude(ends_on__lte=held.starts_on).exclude(ends_on=F("starts_on"))
    return running.filter(starts_on__lt=held.ends_on) if held.ends_on else running


@one_at_a_time
def end_appointment(*, by: User, appointment: Appointment, ends_on: date) -> None:
    """End a role on a day, from which it is held no longer.

    Raises ValidationError for the last administrator, for a role that has ended already, and for a
    day that does not fit.
    """
    # Read under the lock: another administrator may have acted since this page was opened.
    appointment.refresh_from_db()
    if appointment.ends_on and appointment.ends_on <= timezone.localdate():
        raise ValidationError("This role has ended already.")
    if ends_on < appointment.starts_on:
        raise ValidationError({"ends_on": "The role cannot end before it started."})
    if appointment.role == Role.ADMINISTRATOR:
        check_administrator_remains(without=appointment.user)
    before = snapshot(appointment, HELD)
    appointment.ends_on = ends_on
    # An end that is put off may run into the next time that this role is held.
    _check_not_held_yet(appointment)
    appointment.save(update_fields=["ends_on"])
    end_sessions(appointment.user)
    key, after = str(appointment.user_id), snapshot(appointment, HELD)
    record(by=by, act="ended a role", thing="person", key=key, before=before, after=after)


@one_at_a_time
def change_right(*, by: User, appointment: Appointment, closes_rounds: bool) -> None:
    """Give a Board member the right to close rounds, or take it back, while the role goes on;
    saying so twice changes nothing more.

    Raises ValidationError for another role, and for one that has ended.
    """
    # Read under the lock: another administrator may have acted since this page was opened.
    appointment.refresh_from_db()
    if appointment.role != Role.BOARD:
        raise ValidationError("Only an Oversight Board member is given this right.")
    if appointment.ends_on and appointment.ends_on <= timezone.localdate():
        raise ValidationError("This role has ended already.")
    if appointment.closes_rounds == closes_rounds:
        return
    before = snapshot(appointment, HELD)
    appointment.closes_rounds = closes_rounds
    appointment.save(update_fields=["closes_rounds"])
    end_sessions(appointment.user)
    key, after = str(appointment.user_id), snapshot(appointment, HELD)
    record(by=by, act="changed a right", thing="person", key=key, before=before, after=after)


@one_at_a_time
def move(*, by: User, appointment: Appointment, service: Service) -> Appointment:
    """Move a Promise Keeper to another service from today (or from the day on which the role
    starts).

    The old role ends and the new one starts; a day on which it was to end stays. Raises
    ValidationError for another role, for a role that has ended, and for a service that does not
    fit.
    """
    # Read under the lock: another administrator may have acted since this page was opened.
    appointment.refresh_from_db()
    if appointment.role != Role.KEEPER:
        raise ValidationError("Only a Promise Keeper can be moved to another service.")
    if appointment.ends_on == appointment.starts_on:
        raise ValidationError("This role has ended already.")
    if appointment.service == service:
        raise ValidationError(
            {"service": f"{appointment.user} is a Promise Keeper of {service} already."}
        )
    # A role that has yet to start moves whole.
    day, until = max(timezone.localdate(), appointment.starts_on), appointment.ends_on
    end_appointment(by=by, appointment=appointment, ends_on=day)
    return appoint(
        by=by,
        person=appointment.user,
        role=Role.KEEPER,
        service=service,
        starts_on=day,
        ends_on=until,
    )


def end_sessions(person: User) -> None:
    """Sign a person out everywhere, at the next click; no session of hers comes back to life."""
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])


def check_administrator_remains(*, without: User) -> None:
    """Raises ValidationError unless someone else stays an administrator, with no end set and able
    to sign in.
    """
    today = timezone.localdate()
    administrators = Appointment.objects.current(today).filter(role=Role.ADMINISTRATOR)
    # One whose role will end, or who never set a password, could leave the council with nobody.
    lasting = administrators.filter(ends_on=None, user__in=User.objects.able_to_sign_in())
    if administrators.filter(user=without).exists() and not lasting.exclude(user=without).exists():
        raise ValidationError(
            "This is the last administrator who can sign in. Give the role to someone else first, "
            "and wait until they have set their password."
        )
