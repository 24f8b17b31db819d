"""A form that is sent twice is done once, and answered both times as the first time."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib import messages
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from .deadline import pause, seconds_left
from .drafts import FIELD, is_stored
from .sealed.sealing import LASTS, OPENED_BY, OPENED_ON

BEGUN = ""
# What each page has anew, also where a draft is back in it.
OF_A_PAGE = {"csrfmiddlewaretoken", OPENED_ON}
# How long the first sending may take before the second is taken by itself, in seconds.
PATIENCE, PAUSE = 8, 0.05
# How often it must be so before nothing is waited for.
CANNOT = 3
SENT_BEFORE = "You sent this before, and it arrived then. Nothing has been done twice."


def knows_its_forms(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose service stores a form once by the key in it, and answers it both times; so
    nothing needs to be noted of its sending.
    """
    view.knows_its_forms = True
    return view


class SentOnceMiddleware:
    """Answers a form that the same page has sent before, by a double click or after going back,
    with where it led the first time. What the first sending did not do is tried again.

    The token that protects forms is another one on each page, and so is the id of a draft, which
    comes back with words that were lost: only the same of either with the same entries is the same
    sending.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            return self.get_response(request)
        if address := _led_to(key):
            messages.info(request, SENT_BEFORE)
            return redirect(address)
        response = self.get_response(request)
        if is_stored(request, response):
            cache.set(key, response["Location"], timeout=LASTS)
        else:
            cache.delete(key)
        return response


def _key_of(request: HttpRequest) -> str | None:
    """What is the same only for the same sending; None for what is not sent from a form of somebody
    signed in, for signing in and out, and for what knows its forms itself.
    """
    if request.method != "POST" or OPENED_BY not in request.POST:
        return None
    if not request.user.is_authenticated or _needs_none(request.path_info):
        return None
    of_page = OF_A_PAGE if request.POST.get(FIELD) else set()
    typed = [(name, texts) for name, texts in request.POST.lists() if name not in of_page]
    files = [(name, list(map(_told, found))) for name, found in request.FILES.lists()]
    return _digest(repr((request.user.pk, request.get_full_path(), typed, files)).encode())


def _told(file: UploadedFile) -> tuple[str, str]:
    digest = _digest(b"".join(file.chunks()))
    file.seek(0)
    return file.name, digest


def _digest(content: bytes) -> str:
    return "sent:" + salted_hmac("accounts.once", content, algorithm="sha256").hexdigest()


def _needs_none(path: str) -> bool:
    try:
        found = resolve(path)
    except Resolver404:
        return False
    is_of_an_account = (found.url_name or "").startswith("account_")
    return is_of_an_account or getattr(found.func, "knows_its_forms", False)


def _led_to(key: str) -> str:
    """Where the same sending has led, once that is known; empty for the one that is to be done."""
    end, cannot = time.monotonic() + PATIENCE, 0
    # Of several that wait while the first is refused, only one is tried next.
    while not cache.add(key, BEGUN, timeout=PATIENCE):
        while (address := cache.get(key)) == BEGUN and _may_wait(end):
            pause(PAUSE)
        # Nobody has begun, and yet it cannot be said to begin: nothing can be written.
        cannot = cannot + 1 if address is None else 0
        if address or cannot >= CANNOT or not _may_wait(end):
            return address or BEGUN
    return BEGUN


def _may_wait(end: float) -> bool:
    return time.monotonic() < end and seconds_left() > 0
