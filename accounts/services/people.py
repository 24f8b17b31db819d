"""Writes of people: who has an account, and who may use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..database import one_at_a_time
from ..history import record, snapshot
from ..models import Service, User
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
    fit; OSError, once all is saved, when the mail cannot be sent.
    """
    person = _add_invited(by=by, email=email, name=name, role=role, service=service)
    # Only once all is saved: a mail cannot be taken back, and sending it takes long.
    transaction.on_commit(lambda: _mail_invitations([person]))
    return person


def invite_many(
    *, by: User, people: Iterable[Invited]
) -> tuple[list[User], list[tuple[Invited, str]], bool]:
    """Invite each of these people, as `invite` does. Returns who was invited, who was not with the
    reason, and whether the mails could be sent.
    """
    invited, refused = _add_many(by=by, people=people)
    try:
        _mail_invitations(invited)
    except OSError:
        return invited, refused, False
    return invited, refused, True


@one_at_a_time
def _add_many(
    *, by: User, people: Iterable[Invited]
) -> tuple[list[User], list[tuple[Invited, str]]]:
    invited, refused = [], []
    for one in people:
        try:
            with transaction.atomic():
                invited.append(_add_invited(by=by, **vars(one)))
        except ValidationError as error:
            refused.append((one, " ".join(error.messages)))
    return invited, refused


def _add_invited(
    *, by: User | None, email: str, name: str, role: str, service: Service | None
) -> User:
    person = add_person(by=by, email=email, name=name, act="invited")
    person.invited_on = timezone.localdate()
    person.save(update_fields=["invited_on"])
    appoint(by=by, person=person, role=role, service=service)
    return person


def invite_again(*, by: User | None, people: Iterable[User]) -> None:
    """Mail the invitation once more to people who have not set a password yet; the link works once,
    and from now on for as many days as the settings say.

    Raises OSError, once all is saved, when the mails cannot be sent.
    """
    people = list(people)
    _note_invited_again(by=by, people=people)
    _mail_invitations(people)


@one_at_a_time
def _note_invited_again(*, by: User | None, people: list[User]) -> None:
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


@one_at_a_time
def add_person(*, by: User | None, email: str, name: str, act: str = "added") -> User:
    """Make an account without a role, a password or a mail. Raises ValidationError when the address
    has one already.
    """
    if User.objects.filter(email__iexact=email).exists():
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
    # One connection for all: a mail server that does not answer is waited for once.
    get_connection().send_messages([_invitation(person) for person in people])


def _invitation(person: User) -> EmailMessage:
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
