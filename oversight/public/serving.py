"""How a public page is answered: without a session, from what was drawn before where nothing has
changed, and from what was kept where the database does not answer.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from accounts.deadline import at_most
from accounts.other_ends import NotAsked

from . import last
from .drawing import Drawn, Shelf, context_of, draw, drawn_of, missing, tagged
from .edition import Seen, read_seen

# Nobody waits longer for the database; a browser asks again after so many seconds.
PATIENCE, FRESH = 3, 60
SHELF = Shelf()
# Where the time stands in a page that was kept, and nothing in one that is of now.
SLOT = b"<!--kept-->"
AWAY = (
    '<p class="pt_public__away" role="status"><b>Promise Tracker does not reach its records just '
    "now.</b> This page is as it was on {}.</p>"
)
LONGEST = 6  # digits of the number of a page


def answer(request: HttpRequest, page: str, of: dict) -> HttpResponse:
    """A public page, or a sentence why there is none."""
    number = number_of(request)
    address = (page, number, *sorted(of.items()))
    try:
        with at_most(PATIENCE):
            return _answer_now(request, address, lambda seen: draw(seen, page, number, of))
    except (Error, NotAsked):
        return _answer_from_last(address)


def _answer_now(request: HttpRequest, address: tuple, make: Callable) -> HttpResponse:
    seen = read_seen()
    if not seen.is_on:
        return switched_off()
    drawn = SHELF.get(seen.fingerprint, address)
    if drawn is None:
        try:
            drawn = tagged(make(seen))
        except Http404 as error:
            return not_found(str(error.args[0]), seen)
        _keep(seen, address, drawn)
    return _fresh(request, drawn)


def _keep(seen: Seen, address: tuple, drawn: Drawn) -> None:
    SHELF.put(seen.fingerprint, address, drawn)
    last.keep(seen.fingerprint, address, drawn.content)
    # What was taken out while this was drawn must not come back.
    if read_seen().fingerprint != seen.fingerprint:
        last.let_go(seen.fingerprint)


def _fresh(request: HttpRequest, drawn: Drawn) -> HttpResponse:
    response = HttpResponse(drawn.content)
    response["ETag"], response["Cache-Control"] = drawn.tag, f"public, max-age={FRESH}"
    return get_conditional_response(request, etag=drawn.tag, response=response)


def _answer_from_last(address: tuple) -> HttpResponse:
    found = last.find(address)
    if found is None:
        return not_reached()
    moment, content = found
    words = timezone.localtime(moment).strftime("%-d %B %Y at %H:%M")
    return _not_kept(content.replace(SLOT, AWAY.format(words).encode(), 1), 200)


def not_reached() -> HttpResponse:
    """What anyone reads while the database is away and nothing is kept."""
    return _not_kept(drawn_of("away", context_of(None)), 503)


def switched_off() -> HttpResponse:
    """What anyone reads while the page is off. It may be off for good, so it is not there (404): an
    answer that asks to come back later (503) would let search engines keep what was withdrawn.
    """
    return _not_kept(drawn_of("off", context_of(None)), 404)


def not_found(reason: str, seen: Seen) -> HttpResponse:
    """A page that is not there, with the reason."""
    return _not_kept(missing(reason, seen), 404)


def _not_kept(content: bytes, status: int) -> HttpResponse:
    response = HttpResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "60"
    return response


def number_of(request: HttpRequest) -> int:
    """Which page of a list is asked for; the first where that is no number."""
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST else 1
