"""Answers that belong to no app: health, and a refusal that gives back what was typed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from accounts.sealed.answers import carry, gone, stopped
from accounts.sealed.sealing import SEALED, unseal
from accounts.sealed.typed import typed_in


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Whether the application and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


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
    return render(request, "404.html", {"reason": said if own else ""}, status=404)
