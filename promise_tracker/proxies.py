"""The redirect to https, and why it would never end behind a web server that nobody has told us
of.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

# What web servers in front add to a request that they pass on.
PASSED_ON = (
    "X-Forwarded-Proto",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Ssl",
    "X-Real-Ip",
    "Forwarded",
    "Via",
)
UNKNOWN = (
    "Promise Tracker is behind a web server that it has not been told of, so that it would lead "
    "you to this same address for ever. Set BEHIND_PROXY=on in its settings and start it again; "
    "the web server in front has to set X-Forwarded-Proto."
)
SILENT = (
    "Promise Tracker is behind a web server that does not say whether you came by https, so that "
    "it would lead you to this same address for ever. Let the web server in front set "
    "X-Forwarded-Proto (nginx: proxy_set_header X-Forwarded-Proto $scheme;)."
)
WRONG = (
    "Promise Tracker is behind a web server that says you came by http, when your browser came by "
    "https, so that it would lead you to this same address for ever. Let the web server that "
    "speaks https set X-Forwarded-Proto, and each one behind it pass that on as it is."
)
# With each redirect. A browser keeps and sends it by https alone, whatever is said of how it came.
BY_HTTPS = "__Host-came-by-https"
AT_START = (
    "BEHIND_PROXY is not on. If a web server in front speaks https, set BEHIND_PROXY=on and let it "
    "set X-Forwarded-Proto; else every https address may lead to itself for ever."
)
log = logging.getLogger("promise_tracker")


def says_what_would_never_end(get_response: Callable) -> Callable:
    """Answers a request that Django would lead to https, and so back here, with what is wrong."""
    if not settings.SECURE_SSL_REDIRECT:
        raise MiddlewareNotUsed
    if not settings.BEHIND_PROXY:
        log.warning(AT_START)

    def answer(request: HttpRequest) -> HttpResponse:
        reason = "" if request.is_secure() else _why_it_would_never_end(request)
        if not reason:
            response = get_response(request)
            if not request.is_secure():
                response.set_cookie(BY_HTTPS, "1", max_age=60, secure=True, httponly=True)
            return response
        log.error(reason)
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse(f"{reason}\n", status=status, content_type="text/plain; charset=utf-8")

    return answer


def _why_it_would_never_end(request: HttpRequest) -> str:
    """The reason in a sentence; empty where the redirect leads on."""
    came_by_https = BY_HTTPS in request.COOKIES
    if not settings.BEHIND_PROXY:
        passed_on = any(name in request.headers for name in PASSED_ON)
        return UNKNOWN if passed_on or came_by_https else ""
    if "X-Forwarded-Proto" not in request.headers:
        return SILENT
    return WRONG if came_by_https else ""
