"""What people write of people and services, and words that are kept for a while only."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

from accounts.models import Assurance, Change, Mail, Service, User
from accounts.outbox.sending import KEPT

from .models import Removal
from .passages import Passage
from .written import Unreached, Written

OWN = [
    Written(
        Mail.objects.all,
        ("subject", "body", "error"),
        "mail on its way or sent",
        "mails on their way or sent",
    ),
    Written(User.objects.all, ("name",), "name of a person", "names of people", thing="person"),
    # Its address is made of its first name.
    Written(
        Service.objects.all,
        ("name", "key"),
        "name or address of a service",
        "names or addresses of services",
        thing="service",
    ),
    Written(
        Removal.objects.all,
        ("reason",),
        "reason of an earlier removal",
        "reasons of removals",
        thing="removal",
    ),
    Written(
        Assurance.objects.all,
        ("reason",),
        "reason why a passage may stay",
        "reasons why passages may stay",
    ),
]
UNREACHED = [
    Unreached(
        User.objects.all,
        "email",
        "address with which somebody signs in: deactivate the account, and invite the person with "
        "another address",
        "addresses with which people sign in: deactivate the accounts, and invite the people with "
        "other addresses",
        page="Person",
    ),
    Unreached(
        Mail.objects.all,
        "to",
        f"address of mails, which go after {KEPT.days} days",
        f"addresses of mails, which go after {KEPT.days} days",
    ),
    Unreached(
        Change.objects.all,
        "actor_email",
        "address of somebody who acted, which history keeps",
        "addresses of people who acted, which history keeps",
    ),
    Unreached(
        Change.objects.all,
        "key",
        "address under which history keeps its lines of a thing",
        "addresses under which history keeps its lines of things",
    ),
]


def forget_messages(passage: Passage) -> None:
    """Take the messages out of sessions: one might show somebody the passage on the next page."""
    for session in Session.objects.all().iterator():
        kept = session.get_decoded()
        if kept.pop("_messages", None):
            session.session_data = SessionStore().encode(kept)
            session.save(update_fields=["session_data"])


def forget_where_forms_led(passage: Passage) -> None:
    """Forget where forms led that were sent once: an address may be made of a name."""
    if isinstance(cache._connections["default"], BaseDatabaseCache):
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(cache._table)
            statement = f"DELETE FROM {table} WHERE cache_key LIKE %s"  # noqa: S608 - our own table
            cursor.execute(statement, ["%sent:%"])


PASSING = [forget_messages, forget_where_forms_led]
