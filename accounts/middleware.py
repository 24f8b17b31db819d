"""How long a session lives, what browsers may keep, and that a role is needed to read."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from math import inf

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import is_valid_path

from .deadline import at_most
from .permissions import check_opens
from .sealed.typed import typed_in

# Renewing writes to the database, which is not done at every click.
RENEW_AFTER = 5 * 60
# In the address of the sign-in page, for whoever comes to it with a session that is no more, and
# for whoever has been away for so long that her browser has let it go.
ENDED, AWAY = "ended", "away"
# By which a browser knows that somebody was signed in here and has not signed out: it says nothing
# else, and outlives the longest session.
WAS_HERE, WAS_HERE_FOR = "was-here", 24 * 60 * 60
METHODS = ("GET", "POST")  # those of browsers
# For whoever only reads, in seconds.
PATIENCE = 2
log = logging.getLogger(__name__)
NO_ROLE = "Without a role nothing can be opened. Please ask an administrator to give you one."


def role_not_required(view: Callable) -> Callable:
    """A page that whoever is signed in may use, also without a role."""
    view.role_required = False
    return view


def says_what_only_a_button_does(get_response: Callable) -> Callable:
    """Answers whoever opens the address of a button by itself, as after signing in again, with a
    page that says so and leads to the page above it; and whoever sends a form to a page that takes
    none, with what was typed.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method not in METHODS:
            return response
        context = {"above": _page_above(request.path), "typed": typed_in(request)}
        page = render(request, "405.html", context, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return answer


def _page_above(path: str) -> str:
    path = path.rstrip("/").rpartition("/")[0] + "/"
    return path if is_valid_path(path) else _page_above(path)


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's own, but that a page that was only read is shown also where nothing can be written,
    as on a full disk: then the session is renewed by a later one.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_read = request.method == "GET" and response.status_code == HTTPStatus.OK
        try:
            with at_most(PATIENCE if is_read else inf):
                return super().process_response(request, response)
        except (SessionInterrupted, OperationalError) as error:
            failure = _why_not_written(error)
            if failure and is_read:
                log.warning("A session could not be renewed: %s", type(failure).__name__)
                return response
            if failure:
                raise failure from failure.__cause__
            raise


def _why_not_written(error: BaseException | None) -> OperationalError | None:
    """What the database said: Django takes any failure to save a session for one that was ended
    elsewhere.
    """
    while error and not isinstance(error, OperationalError):
        error = error.__context__
    return error


def _has_lost_session(request: HttpRequest) -> bool:
    """Whether the browser sends the name of a session that is no more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not request.session.session_key


def _was_here(request: HttpRequest) -> bool:
    return request.COOKIES.get(_was_here_cookie()) == "on"


def _was_here_cookie() -> str:
    return f"__Host-{WAS_HERE}" if settings.SESSION_COOKIE_SECURE else WAS_HERE


def _note_who_is_here(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser note that somebody is signed in, or forget it when she signs out."""
    options = {"samesite": "Lax"}
    if not request.user.is_authenticated:
        response.delete_cookie(_was_here_cookie(), **options)
    elif not _was_here(request):
        secure = settings.SESSION_COOKIE_SECURE
        options |= {"max_age": WAS_HERE_FOR, "httponly": True, "secure": secure}
        response.set_cookie(_was_here_cookie(), "on", **options)


def leads_to_sign_in(response: HttpResponse) -> bool:
    """Whether whoever asked for a page has to sign in first."""
    address = f"{resolve_url(settings.LOGIN_URL)}?"
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(address)


class SessionLimitsMiddleware:
    """Ends a session twelve hours after sign-in, and renews its idle hour while people work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        if not signed_in and SESSION_KEY in request.session:
            # Of somebody who was deactivated: it may hold a message to her.
            request.session.flush()
        has_ended = not signed_in and _has_lost_session(request)
        response = self.get_response(request)
        if not signed_in and leads_to_sign_in(response) and (has_ended or _was_here(request)):
            response["Location"] += f"&{ENDED}={'on' if has_ended else AWAY}"
        if signed_in:
            _note_who_is_here(request, response)
        if signed_in and not response.has_header("Cache-Control"):
            # A browser may keep the page, but asks each time whether it may still show it.
            response["Cache-Control"] = "private, no-cache"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Whoever was signed in for too long signs in anew; whoever has no role reads only what is
        open to all.

        Not in `__call__`: the message needs the middleware that stands after this one.
        """
        if not request.user.is_authenticated:
            return None
        if self._is_over(request):
            logout(request)
            messages.info(request, "You were signed out after twelve hours. Please sign in again.")
            return redirect_to_login(request.get_full_path())
        open_to_all = not getattr(view, "login_required", True) or not getattr(
            view, "role_required", True
        )
        if not open_to_all and not request.user.roles:
            raise PermissionDenied(NO_ROLE)
        if not open_to_all:
            check_opens(request.user, view)
        return None

    @staticmethod
    def _is_over(request: HttpRequest) -> bool:
        now = int(time.time())
        # Set at the first click after signing in; signing out empties the session.
        started = request.session.setdefault("signed_in_at", now)
        if now - request.session.get("renewed_at", 0) > RENEW_AFTER:
            # Django sends the cookie anew, for another hour, whenever something in the session has
            # changed.
            request.session["renewed_at"] = now
        return now - started > settings.SESSION_ABSOLUTE_AGE
