"""Pages on which nobody is known answer before anybody's session is read, so that none of them
reads, renews or sets a cookie.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

# Where their addresses begin.
PLACES = ("/code/", "/open-data/", "/public/")


def answers_everybody(get_response: Callable) -> Callable:
    """Answers for what lies below one of `PLACES`."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACES):
            return get_response(request)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        return found.func(request, *found.args, **found.kwargs)

    return answer
