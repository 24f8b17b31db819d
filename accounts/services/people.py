"""Writes of people: who has an account, and who may use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..database import one_at_a_time
from ..history import record, snapshot
from ..models import Service, User
from ..outbox.links import link_for
from ..versions import save_version
from .roles import appoint, check_administrator_remains, end_sessions

PERSON = ["email", "name", "is_active"]


@dataclass(frozen=True)
class Invited:
    """One person of a list of people to invite."""

    email: str
    name: str
    role: str
    service: Service | None


@one_at_a_time
def invite(
    *, by: User | None, email: str, name: str, role: str, service: Service | None = None
) -> User:
    """Make an account with its first role and mail the link with which its owner sets a password.

    Raises ValidationError when the address has an account already, or the role and service do not
    fit.
    """
    person = _add_invited(by=by, email=email, name=name, role=role, service=service)
    _mail_invitations([person])
    return person


@one_at_a_time
def invite_many(
    *, by: User, people: Iterable[Invited]
) -> tuple[list[User], list[tuple[Invited, str]]]:
    """Invite each of these people, as `invite` does. Returns who was invited, and who was not with
    the reason.
    """
    invited, refused = [], []
    for one in people:
        try:
            with transaction.atomic():
                invited.append(_add_invited(by=by, **vars(one)))
        except ValidationError as error:
            refused.append((one, " ".join(error.messages)))
    _mail_invitations(invited)
    return invited, refused


def _add_invited(
    *, by: User | None, email: str, name: str, role: str, service: Service | None
) -> User:
    person = add_person(by=by, email=email, name=name, act="invited")
    person.invited_on = timezone.localdate()
    person.save(update_fields=["invited_on"])
    appoint(by=by, person=person, role=role, service=service)
    return person


@one_at_a_time
def invite_again(*, by: User | None, people: Iterable[User]) -> None:
    """Mail the invitation once more to people who have not set a password yet; the link works once,
    and from now on for as many days as the settings say.
    """
    people = list(people)
    for person in people:
        before = snapshot(person, ["invited_on"])
        person.invited_on = timezone.localdate()
        person.save(update_fields=["invited_on"])
        record(
            by=by,
            act="invited again",
            thing="person",
            key=str(person.pk),
            before=before,
            after=snapshot(person, ["invited_on"]),
        )
    _mail_invitations(people)


@one_at_a_time
def add_person(*, by: User | None, email: str, name: str, act: str = "added") -> User:
    """Make an account without a role, a password or a mail. Raises ValidationError when the address
    has one already.
    """
    # In small letters, as it is stored: a database may know those of English alone.
    if User.objects.filter(email__iexact=email.lower()).exists():
        raise ValidationError({"email": "This e-mail address has an account already."})
    person = User.objects.create_user(email=email, name=name)
    # Proved by the invitation: only who reads mail at this address can set a password.
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


def _mail_invitations(people: Iterable[User]) -> None:
    # In the transaction: the outbox takes them with what is saved, or not at all.
    get_connection().send_messages([_invitation(person) for person in people])


def _invitation(person: User) -> EmailMessage:
    context = {
        "person": person,
        "link": link_for(person),
        "roles": [str(held) for held in person.current_appointments],
        "site": settings.SITE_URL + reverse("account_login"),
        "council_name": settings.COUNCIL_NAME,
        "days": settings.INVITATION_DAYS,
    }
    # Not send_mail(), which needs a request: the first administrator is invited from the command
    # line.
    return get_adapter().render_mail("account/email/invitation", person.email, context)


@one_at_a_time
def set_active(*, by: User, person: User, active: bool) -> None:
    """Let a person in, or keep them out from the next click on; their work stays under their name.

    Raises ValidationError when the last administrator would be kept out.
    """
    # Read under the lock: another administrator may have acted since this page was opened.
    person.refresh_from_db(fields=["is_active"])
    if not active:
        check_administrator_remains(without=person)
    before = snapshot(person, PERSON)
    person.is_active = active
    person.save(update_fields=["is_active"])
    end_sessions(person)
    act = "reactivated" if active else "deactivated"
    record(
        by=by,
        act=act,
        thing="person",
        key=str(person.pk),
        before=before,
        after=snapshot(person, PERSON),
    )


@one_at_a_time
def rename_person(*, by: User, person: User, name: str, seen: int) -> None:
    """Change a person's name. Raises Conflict when someone else saved meanwhile."""
    # From the database: the person given may carry the new name already.
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
