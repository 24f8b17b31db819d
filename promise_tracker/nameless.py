"""Pages on which nobody is known: not by a cookie of this site either."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PAGES = ("code",)


def reads_no_cookie(get_response: Callable) -> Callable:
    """Lets requests for these pages in without their cookies, as of somebody who is not signed in:
    so none is read, renewed or set, and nothing is asked of the database for it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in map(reverse, PAGES):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return answer
