"""Public pages are answered before any session is read: they need none, and set no cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse


def answers_without_session(get_response: Callable) -> Callable:
    """Answers for the public pages; what is no address of theirs goes on its usual way."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("public")):
            return get_response(request)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        request.resolver_match = found
        return found.func(request, *found.args, **found.kwargs)

    return answer
