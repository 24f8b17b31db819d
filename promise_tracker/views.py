"""Answers that belong to no app: health, and a refusal that gives back what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

# Parts of the names of boxes that are never given back.
SECRET = ("password", "token", "key")
# A single word up to this length is quickly chosen or typed again.
SHORT = 20


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
    return render(request, "csrf_failure.html", {"typed": typed_in(request)}, status=403)


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


@dataclass(frozen=True)
class Typed:
    """A text that was sent in a form, and the name of its box."""

    label: str
    text: str

    @property
    def rows(self) -> int:
        """How high its box is on the page."""
        return min(20, 2 + self.text.count("\n") + len(self.text) // 80)


def typed_in(request: HttpRequest) -> list[Typed]:
    """The texts of a form that was refused: what takes effort to type again, and neither secrets
    nor keys.
    """
    return [
        Typed(name.replace("_", " ").capitalize(), text)
        for name, texts in request.POST.lists()
        if name != REDIRECT_FIELD_NAME and not any(part in name.lower() for part in SECRET)
        for text in texts
        if len(text) > SHORT or " " in text.strip()
    ]
