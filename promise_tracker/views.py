"""Answers that belong to no app: whatever cannot be done gives back what was typed."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.sealed.answers import carry, gone, stopped
from accounts.sealed.sealing import SEALED, seal, unseal, words_of
from accounts.sealed.typed import typed_in

from .broken_parts import broken_part

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

# When the next try is worth it, in seconds.
RETRY_AFTER = 10


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long or in a second window: says what to do, and gives back what
    was typed.
    """
    if sealed := request.POST.get(SEALED):
        words = unseal(sealed)
        return carry(request, sealed, words) if words else gone(request)
    context = {"typed": typed_in(request)}
    return stopped(request) or render(request, "csrf_failure.html", context, status=403)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the person may not do, with the reason; whoever lost a right while writing gets back
    what was typed.
    """
    return render(
        request, "403.html", {"exception": str(exception), "typed": typed_in(request)}, status=403
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not there, with the reason where the product gives one of its own."""
    said = exception.args[0] if exception.args else ""
    own = isinstance(said, str) and not said.endswith("matches the given query.")
    # Withdrawn or replaced while somebody wrote about it.
    context = {"reason": said if own else "", "typed": typed_in(request)}
    return render(request, "404.html", context, status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read at all: too large, too many boxes, or not a form."""
    too_large = isinstance(exception, TOO_LARGE)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    # Whoever draws the page would read it again.
    request.POST = QueryDict()
    return render(request, "400.html", {"too_large": too_large, "most": most}, status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """What went wrong by our fault, or because a part of the product does not answer: gives back
    what was typed, and lets it be sent again. Asks nothing of the database, which may be what is
    broken.
    """
    part = broken_part(sys.exc_info()[1])
    try:
        # It may fail again when the words of the first time are opened.
        sealed = getattr(request, "sealed", "") or request.POST.get(SEALED, "")
        if not (words := unseal(sealed)):
            words = words_of(request, is_broken=True)
            sealed = words and seal(words)
        typed = typed_in(request)
    except (OSError, BadRequest, SuspiciousOperation):  # what was sent did not arrive whole
        words, sealed, typed = None, None, []
    context = {"words": words, "typed": typed, "name": SEALED, "sealed": sealed}
    context["unsure"] = bool(part)  # its answer to the last question may have been lost
    if not part:
        content = render_to_string("500.html", context)
        return HttpResponse(content, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    content = render_to_string("503.html", context)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(content, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
