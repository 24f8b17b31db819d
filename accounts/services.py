"""Writes of people, roles and services; each records its line of history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from .database import take_lock
from .history import record, snapshot
from .models import Appointment, Role, Service, User
from .versions import save_version

PERSON = ["email", "name", "is_active"]
SERVICE = ["name", "kind", "closed_on"]
HELD = ["role", "service", "starts_on", "ends_on", "closes_rounds"]
LOCK = 7_210_326
# These would be addresses of other pages.
NO_KEYS = {"", "add"}


def one_at_a_time(write: Callable) -> Callable:
    """A write in one transaction, and alone: what it has checked (the last administrator, a name)
    still holds.
    """

    @wraps(write)
    def alone(**values):
        with transaction.atomic():
            take_lock(LOCK)
            return write(**values)

    return alone


@one_at_a_time
def invite(
    *, by: User | None, email: str, name: str, role: str, service: Service | None = None
) -> User:
    """Make an account with its first role and mail the link with which its owner sets a password.

    Raises ValidationError when the address has an account already, or the role and service do not
    fit; OSError, once all is saved, when the mail cannot be sent.
    """
    person = add_person(by=by, email=email, name=name, act="invited")
    appoint(by=by, person=person, role=role, service=service)
    transaction.on_commit(lambda: send_invitation(person))
    return person


@one_at_a_time
def add_person(*, by: User | None, email: str, name: str, act: str = "added") -> User:
    """Make an account without a role, a password or a mail. Raises ValidationError when the address
    has one already.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": "This e-mail address has an account already."})
    person = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(
        by=by,
        act=act,
        thing="person",
        key=str(person.pk),
        before={},
        after=snapshot(person, PERSON),
    )
    return person


def send_invitation(person: User) -> None:
    """Mail the link that lets a person set a password; it works once and for three days.

    Raises OSError when the mail cannot be sent.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": default_token_generator.make_token(person),
        },
    )
    context = {
        "person": person,
        "link": settings.SITE_URL + path,
        "council_name": settings.COUNCIL_NAME,
    }
    # Not send_mail(), which needs a request: the first administrator is invited from the command
    # line.
    get_adapter().render_mail("account/email/invitation", person.email, context).send()


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
    check_service_fits(held)
    if ends_on and ends_on <= held.starts_on:
        raise ValidationError({"ends_on": "The role must end after the day on which it starts."})
    check_not_held_yet(held)
    held.save()
    record(
        by=by,
        act="gave a role",
        thing="person",
        key=str(person.pk),
        before={},
        after=snapshot(held, HELD),
    )
    return held


def check_service_fits(held: Appointment) -> None:
    service = held.service
    if held.role == Role.KEEPER and service is None:
        raise ValidationError({"service": "Choose the service that this Promise Keeper keeps."})
    if held.role != Role.KEEPER and service is not None:
        raise ValidationError({"service": "Only a Promise Keeper has a service: leave this empty."})
    if (
        service
        and service.closed_on
        and service.closed_on <= max(held.starts_on, timezone.localdate())
    ):
        raise ValidationError(
            {"service": f"{service} is closed. Choose a service that still takes work."}
        )


def check_not_held_yet(held: Appointment) -> None:
    if overlapping(held).exists():
        raise ValidationError(f"{held.user} holds this role at that time already: {held}.")


def overlapping(held: Appointment) -> QuerySet:
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
    appointment.refresh_from_db()
    if appointment.ends_on and appointment.ends_on <= timezone.localdate():
        raise ValidationError("This role has ended already.")
    if ends_on < appointment.starts_on:
        raise ValidationError({"ends_on": "The role cannot end before it started."})
    if appointment.role == Role.ADMINISTRATOR:
        check_administrator_remains(without=appointment.user)
    before = snapshot(appointment, HELD)
    appointment.ends_on = ends_on
    check_not_held_yet(appointment)
    appointment.save(update_fields=["ends_on"])
    key, after = str(appointment.user_id), snapshot(appointment, HELD)
    record(by=by, act="ended a role", thing="person", key=key, before=before, after=after)


@one_at_a_time
def move(*, by: User, appointment: Appointment, service: Service) -> Appointment:
    """Move a Promise Keeper to another service from today (or from the day on which the role
    starts).

    The old role ends and the new one starts; a day on which it was to end stays. Raises
    ValidationError for another role, for a role that has ended, and for a service that does not
    fit.
    """
    if appointment.role != Role.KEEPER:
        raise ValidationError("Only a Promise Keeper can be moved to another service.")
    if appointment.service == service:
        raise ValidationError(
            {"service": f"{appointment.user} is a Promise Keeper of {service} already."}
        )
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


@one_at_a_time
def set_active(*, by: User, person: User, active: bool) -> None:
    """Let a person in, or keep them out from the next click on; their work stays under their name.

    Raises ValidationError when the last administrator would be kept out.
    """
    person.refresh_from_db(fields=["is_active"])
    if not active:
        check_administrator_remains(without=person)
    before = snapshot(person, PERSON)
    person.is_active = active
    person.save(update_fields=["is_active"])
    act = "reactivated" if active else "deactivated"
    record(
        by=by,
        act=act,
        thing="person",
        key=str(person.pk),
        before=before,
        after=snapshot(person, PERSON),
    )


def check_administrator_remains(*, without: User) -> None:
    """Raises ValidationError unless someone else stays an administrator, with no end set and able
    to sign in.
    """
    today = timezone.localdate()
    administrators = Appointment.objects.current(today).filter(role=Role.ADMINISTRATOR)
    lasting = administrators.filter(ends_on=None, user__in=User.objects.able_to_sign_in())
    if administrators.filter(user=without).exists() and not lasting.exclude(user=without).exists():
        raise ValidationError(
            "This is the last administrator who can sign in. Give the role to someone else first, "
            "and wait until they have set their password."
        )


@one_at_a_time
def rename_person(*, by: User, person: User, name: str, seen: int) -> None:
    """Change a person's name. Raises Conflict when someone else saved meanwhile."""
    before = {"name": User.objects.get(pk=person.pk).name}
    person.name = name
    save_version(person, seen=seen, fields=["name"])
    record(
        by=by,
        act="renamed",
        thing="person",
        key=str(person.pk),
        before=before,
        after={"name": name},
    )


@one_at_a_time
def add_service(*, by: User | None, name: str, kind: str) -> Service:
    """Add a service; its address is made of its name. Raises ValidationError when the name is taken
    or makes none.
    """
    key = slugify(name)[:60].strip("-")
    if key in NO_KEYS:
        raise ValidationError(
            {"name": "Give a name of which an address can be made, such as Education."}
        )
    if Service.objects.filter(key=key).exists():
        raise ValidationError(
            {"name": "There is a service of this name, or of one very like it, already."}
        )
    check_name_is_free(name)
    service = Service.objects.create(key=key, name=name, kind=kind)
    record(
        by=by,
        act="added",
        thing="service",
        key=service.key,
        before={},
        after=snapshot(service, SERVICE),
    )
    return service


def check_name_is_free(name: str, of: Service | None = None) -> None:
    if Service.objects.filter(name__iexact=name).exclude(pk=of and of.pk).exists():
        raise ValidationError({"name": "There is a service of this name already."})


@one_at_a_time
def edit_service(
    *, by: User, service: Service, seen: int, name: str, kind: str, closed_on: date | None
) -> None:
    """Change or close a service; its address stays.

    Raises ValidationError when the name is taken, and Conflict when someone else saved meanwhile.
    """
    check_name_is_free(name, of=service)
    before = snapshot(Service.objects.get(pk=service.pk), SERVICE)
    service.name, service.kind, service.closed_on = name, kind, closed_on
    save_version(service, seen=seen, fields=SERVICE)
    after = snapshot(service, SERVICE)
    record(by=by, act="edited", thing="service", key=service.key, before=before, after=after)
