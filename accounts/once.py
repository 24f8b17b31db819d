"""A form that is sent twice is done once, and answered both times as the first time."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from .sealed.sealing import LASTS, OPENED_BY

BEGUN = ""
# How long the first sending may take before the second is taken by itself, in seconds.
PATIENCE, PAUSE = 8, 0.05
SENT_BEFORE = "You sent this a moment ago, and it arrived then. Nothing has been done twice."


class SentOnceMiddleware:
    """Answers a form that the same page has sent before, by a double click or after going back,
    with where it led the first time. What the first sending did not do is tried again.

    The token that protects forms is another one on each page, so that only the same page with the
    same entries is the same sending.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            return self.get_response(request)
        if not cache.add(key, BEGUN, timeout=PATIENCE) and (address := _led_to(key)):
            messages.info(request, SENT_BEFORE)
            return redirect(address)
        response = self.get_response(request)
        if response.status_code == 302 and request.user.is_authenticated:
            cache.set(key, response["Location"], timeout=LASTS)
        else:
            cache.delete(key)
        return response


def _key_of(request: HttpRequest) -> str | None:
    """What is the same only for the same sending; None for what is not sent from a form of somebody
    signed in, and for signing in and out.
    """
    if request.method != "POST" or OPENED_BY not in request.POST:
        return None
    if not request.user.is_authenticated or _is_of_an_account(request.path_info):
        return None
    files = [(name, [(f.name, f.size) for f in found]) for name, found in request.FILES.lists()]
    sent = (request.session.session_key, request.get_full_path(), request.POST.urlencode(), files)
    return "sent:" + salted_hmac("accounts.once", repr(sent), algorithm="sha256").hexdigest()


def _is_of_an_account(path: str) -> bool:
    try:
        return (resolve(path).url_name or "").startswith("account_")
    except Resolver404:
        return False


def _led_to(key: str) -> str:
    """Where the first sending led, once that is known; empty where it led nowhere."""
    end = time.monotonic() + PATIENCE
    while cache.get(key) == BEGUN and time.monotonic() < end:
        time.sleep(PAUSE)
    return cache.get(key) or ""
