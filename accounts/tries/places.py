"""Where a try comes from, and whether this person has signed in from there before."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from .models import KnownAddress

KNOWN_FOR = timedelta(days=90)
# At a computer that many share.
MOST_PEOPLE = 20
SALT = "accounts.tries"


@dataclass(frozen=True)
class Place:
    """Where somebody tries to sign in as a person; all but `is_known` as digests. The browser is
    empty unless this person has signed in with it.
    """

    person: str
    address: str
    browser: str
    is_known: bool


def place_of(request: HttpRequest, email: str) -> Place:
    """From where this request tries to sign in with that e-mail address, whoever's it is."""
    person, address = digest_of(email), address_of(request)
    browser, people = _browser(request)
    if person in people:
        return Place(person, "", browser, is_known=True)
    since = timezone.localdate() - KNOWN_FOR
    known = KnownAddress.objects.filter(person=person, address=address, last_on__gte=since)
    return Place(person, address, "", is_known=known.exists())


def address_of(request: HttpRequest) -> str:
    """The digest of the network address from which a request comes."""
    return digest(get_ip(request))


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Know the browser and the network address from now on as places of this person."""
    person, today = digest_of(email), timezone.localdate()
    know_browser(request, response, email)
    KnownAddress.objects.filter(last_on__lt=today - KNOWN_FOR).delete()
    here = {"person": person, "address": address_of(request)}
    if not KnownAddress.objects.filter(**here).update(last_on=today):
        KnownAddress.objects.bulk_create(
            [KnownAddress(**here, last_on=today)], ignore_conflicts=True
        )


def know_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Know the browser from now on as one of this person's."""
    browser, people = _browser(request)
    person = digest_of(email)
    people = [person, *(other for other in people if other != person)][:MOST_PEOPLE]
    response.set_cookie(
        _cookie(),
        signing.dumps([browser or get_random_string(32), people], salt=SALT, compress=True),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _browser(request: HttpRequest) -> tuple[str, list[str]]:
    """The name that this browser was given, and whose it is known to be."""
    try:
        found = signing.loads(request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return "", []
    return found[0], found[1]


def _cookie() -> str:
    return "__Host-known-browser" if settings.SESSION_COOKIE_SECURE else "known-browser"


def digest(text: str) -> str:
    """A text as it stands in these tables, from which nobody reads it."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def digest_of(email: str) -> str:
    """The digest of an e-mail address, the same for all that a database may take for it: it finds
    “ada@test” also as “ADA@teſt”.
    """
    return digest(unicodedata.normalize("NFKC", email).casefold())
