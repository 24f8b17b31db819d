"""How many tries to sign in may fail (promise T14), so that passwords cannot be guessed and nobody
shuts somebody else out.

django-allauth's own limits know a person or an address, not both; and they lie in the cache, where
many entries crowd out others.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ..database import take_lock
from .models import Try
from .places import Place, address_of, digest_of, place_of

# The lock under which tries are counted, so that some that come together count each other.
TRIES_LOCK = 7_210_327
# As one person from one place.
FROM_HERE, SHORT = 5, timedelta(minutes=15)
# As one person from all places together from where she has never signed in.
FROM_ELSEWHERE = 20
# From one network address, as people who have never signed in from there, and as others too: a
# whole council may stand behind it. Browsers that are known are never counted.
FROM_ADDRESS, FROM_ADDRESS_OF_HERS = 50, 250
LONG = timedelta(hours=1)
# So many links for forgotten passwords are asked for from one network address; counted as tries of
# nobody's, apart from those to sign in.
LINKS, LINKS_FROM_ADDRESS = "links", 50
# So many wrong codes from one network address, behind which a whole school may stand; fewer while
# so many come from everywhere that somebody seems to guess from many places. Counted apart too.
CODES, CODES_FROM_ADDRESS, FEW_FROM_ADDRESS, CODES_IN_ALL = "codes", 20, 5, 200


def begin(request: HttpRequest, email: str) -> Try | None:
    """Count a try before its password is looked at; None where there were too many already.

    It stands as one that failed until it is taken back, which whoever signs in does (`succeed`).
    """
    place, now = place_of(request, email), timezone.now()
    with transaction.atomic():
        take_lock(TRIES_LOCK)
        Try.objects.filter(at__lte=now - LONG).delete()
        if _are_too_many(place, now):
            return None
        return Try.objects.create(
            person=place.person,
            address=place.address,
            browser=place.browser,
            from_known=place.is_known,
            at=now,
        )


def may_ask_for_link(request: HttpRequest, email: str) -> bool:
    """Count that somebody asks for a link; whether there were not too many from there already,
    whosever e-mail addresses they gave.
    """
    place, now = place_of(request, email), timezone.now()
    if place.browser:
        return True
    with transaction.atomic():
        take_lock(TRIES_LOCK)
        asked = Try.objects.filter(person=LINKS, address=place.address, at__gt=now - LONG)
        if _reaches(asked, LINKS_FROM_ADDRESS):
            return False
        Try.objects.create(person=LINKS, address=place.address, at=now)
        return True


def begin_code(request: HttpRequest) -> Try | None:
    """Count a try to name a code, before it is looked for; None where too many were wrong already.

    It stands as a wrong one until it is taken back (`succeed`). Whoever is stopped writes nothing,
    so that a thousand tries keep nobody waiting.
    """
    address, now = address_of(request), timezone.now()
    if _are_too_many_codes(address, now):
        return None
    with transaction.atomic():
        take_lock(TRIES_LOCK)
        Try.objects.filter(at__lte=now - LONG).delete()
        if _are_too_many_codes(address, now):
            return None
        return Try.objects.create(person=CODES, address=address, at=now)


def succeed(attempt: Try) -> None:
    """Take a try back whose password or code was right."""
    attempt.delete()


def forget(email: str) -> None:
    """Take back all tries as a person who has just proved by a mailed link who she is."""
    Try.objects.filter(person=digest_of(email)).delete()


def _are_too_many(place: Place, now: datetime) -> bool:
    person = Try.objects.filter(person=place.person)
    here = person.filter(address=place.address, browser=place.browser, at__gt=now - SHORT)
    if _reaches(here, FROM_HERE):
        return True
    if place.browser:
        return False
    at_address = Try.objects.filter(address=place.address, at__gt=now - LONG)
    at_address = at_address.exclude(person__in=[LINKS, CODES])
    if place.is_known:
        return _reaches(at_address, FROM_ADDRESS_OF_HERS)
    elsewhere = person.filter(from_known=False, at__gt=now - LONG)
    return _reaches(at_address, FROM_ADDRESS) or _reaches(elsewhere, FROM_ELSEWHERE)


def _are_too_many_codes(address: str, now: datetime) -> bool:
    codes = Try.objects.filter(person=CODES, at__gt=now - LONG)
    here = codes.filter(address=address)[:CODES_FROM_ADDRESS].count()
    if here >= CODES_FROM_ADDRESS:
        return True
    return here >= FEW_FROM_ADDRESS and _reaches(codes, CODES_IN_ALL)


def _reaches(tries: QuerySet, most: int) -> bool:
    return tries[:most].count() >= most
