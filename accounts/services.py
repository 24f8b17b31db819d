"""Writes of people, roles and services; each records its line of history."""

from __future__ import annotations

from datetime import date

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from .history import record, snapshot
from .models import Appointment, Role, Service, User
from .versions import save_version

PERSON = ["email", "name", "is_active"]
SERVICE = ["name", "kind", "closed_on"]
HELD = ["role", "service", "starts_on", "ends_on"]


@transaction.atomic
def invite(*, by: User | None, email: str, name: str, role: str, service: Service | None = None) -> User:
    """Make an account with its first role and mail the link with which its owner sets a password.

    Raises ValidationError when the address has an account already, or the role and service do not fit.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": "This e-mail address has an account already."})
    person = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(by=by, act="invited", thing="person", key=str(person.pk), before={}, after=snapshot(person, PERSON))
    appoint(by=by, person=person, role=role, service=service)
    transaction.on_commit(lambda: send_invitation(person))
    return person


def send_invitation(person: User) -> None:
    """Mail the link that lets a person set a password; it works once and for three days."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    context = {"person": person, "link": settings.SITE_URL + path, "council_name": settings.COUNCIL_NAME}
    get_adapter().send_mail("account/email/invitation", person.email, context)


@transaction.atomic
def appoint(
    *,
    by: User | None,
    person: User,
    role: str,
    service: Service | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Appointment:
    """Give a person a role, for a Promise Keeper with its service.

    Raises ValidationError when the service is missing or not wanted, the dates are reversed,
    or the person holds that role already.
    """
    check_service_fits(role, service)
    held = Appointment(
        user=person, role=role, service=service, starts_on=starts_on or timezone.localdate(), ends_on=ends_on
    )
    if ends_on and ends_on <= held.starts_on:
        raise ValidationError({"ends_on": "The role must end after the day on which it starts."})
    if overlapping(held).exists():
        raise ValidationError(f"{person} holds this role at that time already: {held}.")
    held.save()
    record(by=by, act="gave a role", thing="person", key=str(person.pk), before={}, after=snapshot(held, HELD))
    return held


def check_service_fits(role: str, service: Service | None) -> None:
    if role == Role.KEEPER and service is None:
        raise ValidationError({"service": "Choose the service that this Promise Keeper keeps."})
    if role != Role.KEEPER and service is not None:
        raise ValidationError({"service": "Only a Promise Keeper has a service: leave this empty."})


def overlapping(held: Appointment):
    """The same role (of the same service) at a time that overlaps."""
    same = Appointment.objects.filter(user=held.user, role=held.role, service=held.service)
    running = same.exclude(ends_on__lte=held.starts_on)
    return running.filter(starts_on__lt=held.ends_on) if held.ends_on else running


@transaction.atomic
def end_appointment(*, by: User, appointment: Appointment, ends_on: date) -> None:
    """End a role on a day, from which it is held no longer. Raises ValidationError for the last administrator."""
    if ends_on < appointment.starts_on:
        raise ValidationError({"ends_on": "The role cannot end before it started."})
    if appointment.role == Role.ADMINISTRATOR:
        check_administrator_remains(without=appointment.user)
    before = snapshot(appointment, HELD)
    appointment.ends_on = ends_on
    appointment.save(update_fields=["ends_on"])
    key, after = str(appointment.user_id), snapshot(appointment, HELD)
    record(by=by, act="ended a role", thing="person", key=key, before=before, after=after)


@transaction.atomic
def move(*, by: User, appointment: Appointment, service: Service) -> Appointment:
    """Move a Promise Keeper to another service from today: the old role ends, the new one starts."""
    today = timezone.localdate()
    end_appointment(by=by, appointment=appointment, ends_on=max(today, appointment.starts_on))
    return appoint(by=by, person=appointment.user, role=Role.KEEPER, service=service, starts_on=today)


@transaction.atomic
def set_active(*, by: User, person: User, active: bool) -> None:
    """Let a person in, or keep her out from the next click on; her work stays under her name.

    Raises ValidationError when the last administrator would be kept out.
    """
    if not active:
        check_administrator_remains(without=person)
    before = snapshot(person, PERSON)
    person.is_active = active
    person.save(update_fields=["is_active"])
    act = "reactivated" if active else "deactivated"
    record(by=by, act=act, thing="person", key=str(person.pk), before=before, after=snapshot(person, PERSON))


def check_administrator_remains(*, without: User) -> None:
    today = timezone.localdate()
    others = User.objects.active().exclude(pk=without.pk).holding(today, Role.ADMINISTRATOR)
    if not others.exists() and Role.ADMINISTRATOR in without.roles:
        raise ValidationError("This is the last administrator. Give the role to someone else first.")


@transaction.atomic
def rename_person(*, by: User, person: User, name: str, seen: int) -> None:
    """Change a person's name. Raises Conflict when someone else saved meanwhile."""
    before = {"name": User.objects.get(pk=person.pk).name}
    person.name = name
    save_version(person, seen=seen, fields=["name"])
    record(by=by, act="renamed", thing="person", key=str(person.pk), before=before, after={"name": name})


@transaction.atomic
def add_service(*, by: User | None, name: str, kind: str) -> Service:
    """Add a service; its address is made of its name. Raises ValidationError when the name is taken."""
    key = slugify(name)[:60].strip("-")
    if Service.objects.filter(key=key).exists() or Service.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": "There is a service of this name already."})
    service = Service.objects.create(key=key, name=name, kind=kind)
    record(by=by, act="added", thing="service", key=service.key, before={}, after=snapshot(service, SERVICE))
    return service


@transaction.atomic
def edit_service(*, by: User, service: Service, seen: int, name: str, kind: str, closed_on: date | None) -> None:
    """Change a service; its address stays. Raises Conflict when someone else saved meanwhile."""
    if Service.objects.filter(name__iexact=name).exclude(pk=service.pk).exists():
        raise ValidationError({"name": "There is a service of this name already."})
    before = snapshot(Service.objects.get(pk=service.pk), SERVICE)
    service.name, service.kind, service.closed_on = name, kind, closed_on
    save_version(service, seen=seen, fields=SERVICE)
    after = snapshot(service, SERVICE)
    record(by=by, act="edited", thing="service", key=service.key, before=before, after=after)
