"""Nobody loses what was typed because a session ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url

from ..middleware import leads_to_sign_in
from .answers import back, carry, gone, stopped, unkept
from .sealing import SEALED, unseal


class SealedWordsMiddleware:
    """Whoever sends a form and would be led to sign in gets a page that carries the words, sealed;
    whoever sends sealed words to the page that they were typed on gets that page, filled with them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and SEALED in request.POST and not _signs_in_or_out(request):
            return self._open(request)
        response = self.get_response(request)
        return leads_to_sign_in(response) and stopped(request) or response

    def _open(self, request: HttpRequest) -> HttpResponse:
        sealed = request.POST[SEALED]
        words = unseal(sealed)
        if words is None or words.page != request.get_full_path():
            return gone(request)
        if not words.are_of(request.user):
            return carry(request, sealed, words)
        request.sealed = sealed  # for the page that says that the product fails
        # Opened, not sent: nothing is stored before the person has read it through.
        request.method = request.META["REQUEST_METHOD"] = "GET"
        request.POST = QueryDict()
        page = self.get_response(request)
        if leads_to_sign_in(page):
            return carry(request, sealed, words)
        if page.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return unkept(page)
        return back(request, page, words)


def _signs_in_or_out(request: HttpRequest) -> bool:
    return request.path in (resolve_url(settings.LOGIN_URL), resolve_url("account_logout"))
