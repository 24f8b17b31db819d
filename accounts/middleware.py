"""How long a session lives, what browsers may keep, and that a role is needed to read."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .permissions import check

RENEW_AFTER = 5 * 60


class SessionLimitsMiddleware:
    """Ends a session twelve hours after sign-in, and renews its idle hour while people work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        if signed_in and self.is_over(request):
            logout(request)
            return redirect(settings.LOGIN_URL)
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Whoever has no role today reads nothing but the pages that are open to all."""
        if request.user.is_authenticated and getattr(view, "login_required", True):
            check(request.user, "read")

    @staticmethod
    def is_over(request: HttpRequest) -> bool:
        now = int(time.time())
        started = request.session.setdefault("signed_in_at", now)
        if now - request.session.get("renewed_at", 0) > RENEW_AFTER:
            request.session["renewed_at"] = now
        if now - started <= settings.SESSION_ABSOLUTE_AGE:
            return False
        messages.info(request, "You were signed out after twelve hours. Please sign in again.")
        return True
