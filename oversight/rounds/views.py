"""The page of a round, and the page on which it is closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, is_done
from accounts.permissions import may, needs
from foundations.models import Round
from foundations.round_forms import CloseRoundForm
from foundations.round_views import get_round
from foundations.services import rounds as services

from .reading import read_assessed, read_progress

MEANWHILE = "Someone else changed this round meanwhile. Read it again, then close it."


@require_safe
def round(request: HttpRequest, key: str) -> HttpResponse:
    """One round: its days, what it asks for and what has come, and who opened and closed it."""
    context = _figures(get_round(key)) | {
        "may_open": may(request.user, "open_rounds"),
        "may_close": may(request.user, "close_rounds"),
    }
    return render(request, "rounds/round.html", context)


@form_page
@needs("close_rounds")
def close_round(request: HttpRequest, key: str) -> HttpResponse:
    """Close a round, after a page that says what has come and what closing means."""
    found = get_round(key)
    if request.method == "POST":
        if is_done(request, services.close_round, round=found, meanwhile=MEANWHILE):
            messages.success(request, f"{found} is closed.")
        return redirect(found)
    form = CloseRoundForm(initial={"version": found.version})
    # What was said before its first day answers no round any more once it is closed.
    too_soon = found.asks_progress and found.first_day == timezone.localdate()
    context = _figures(found) | {"form": form, "too_soon": too_soon}
    return render(request, "rounds/close.html", context)


def _figures(found: Round) -> dict:
    today = timezone.localdate()
    return {
        "round": found,
        "progress": read_progress(found, today),
        "assessed": read_assessed(found, today),
        "today": today,
    }
