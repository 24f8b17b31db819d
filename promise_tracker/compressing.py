"""Pages leave compressed, but for those from whose length a secret might be guessed."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# What holds a key on a page: of a form that is stored once, of a file that is kept meanwhile.
KEYS = (b'form_key"', b'name="kept"')


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages, whole and after all else that reads or changes them. Files leave as they
    are written: most are compressed in themselves, and none is to be held.

    The length of a compressed page tells how much of one thing on it is like another. Whoever can
    see lengths from outside, and have a page opened with words of his own beside a secret, learns
    the secret letter by letter (BREACH). So a page with a key is compressed only where its address
    brings no words; an answer to what was sent, which gives back typed words beside keys, never;
    nor do pages of signing in and of passwords, to which links with a key lead. The token of forms
    is masked anew on each page, and Django makes each length a little wrong besides.
    """

    def process_request(self, request: HttpRequest) -> None:
        # Noted here, since what is sent to open a page with words in it is a GET further in.
        request.was_sent = request.method not in ("GET", "HEAD")

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # As the page itself said.
            patch_vary_headers(response, ("Accept-Encoding",))
        if not _is_page(response) or _may_tell_a_secret(request, response):
            return response
        return super().process_response(request, response)


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _may_tell_a_secret(request: HttpRequest, response: HttpResponse) -> bool:
    if request.was_sent or _is_of_an_account(request):
        return True
    return bool(request.GET) and any(key in response.content for key in KEYS)


def _is_of_an_account(request: HttpRequest) -> bool:
    return (getattr(request.resolver_match, "url_name", "") or "").startswith("account_")
