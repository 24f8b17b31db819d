"""Tells a device which drafts of forms are stored, so that it keeps them no longer.

A script gives each form an id of its draft (static/js/drafts.js). The device cannot see from the
next page alone that a form was taken; the redirect that answers it says so, in a cookie that the
next page reads and clears.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIELD = "draft_key"
COOKIE = "stored_drafts"
# As long as a device keeps a draft, and more than are sent before the next page reads it.
AGE, MOST = 24 * 60 * 60, 20


def says_what_is_stored(get_response: Callable) -> Callable:
    """Names in the cookie the draft whose form was stored."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_stored(request, response):
            _name(request, response)
        return response

    return answer


def is_stored(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was taken: all that stores is answered by a redirect.

    So is whoever was signed out, and who is told elsewhere why nothing was done (`say_not_done`).
    """
    is_taken = request.method == "POST" and response.status_code == HTTPStatus.FOUND
    return is_taken and request.user.is_authenticated and not hasattr(request, "not_done")


def _name(request: HttpRequest, response: HttpResponse) -> None:
    found = _keys(request.POST.get(FIELD, ""))
    if not found:
        return
    named = [*_keys(request.COOKIES.get(COOKIE, "")), *found]
    response.set_cookie(
        COOKIE,
        ".".join(named[-MOST:]),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )


def _keys(text: str) -> list[str]:
    """The ids in a text, without whatever is none."""
    return [part for part in text.split(".") if _is_key(part)]


def _is_key(part: str) -> bool:
    try:
        return str(UUID(part)) == part
    except ValueError:
        return False
