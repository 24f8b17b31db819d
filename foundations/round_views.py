"""Pages of reporting rounds."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .models import Round
from .round_forms import CloseRoundForm, EditRoundForm, RoundForm
from .services import rounds as services

MEANWHILE = "Someone else changed this round meanwhile. Read it again, then close it."


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round, the newest first."""
    found = Round.objects.select_related("opened_by", "closed_by")
    context = {
        "rounds": found,
        "may_open": may(request.user, "open_rounds"),
        "today": timezone.localdate(),
    }
    return render(request, "rounds/rounds.html", context)


@require_safe
def round(request: HttpRequest, key: str) -> HttpResponse:
    """One round: its days, what it asks for, and who opened and closed it."""
    context = {
        "round": _get_round(key),
        "may_open": may(request.user, "open_rounds"),
        "may_close": may(request.user, "close_rounds"),
        "today": timezone.localdate(),
    }
    return render(request, "rounds/round.html", context)


@form_page
@needs("open_rounds")
def add_round(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.POST or None)
    if opened := saved(form, services.open_round, by=request.user):
        messages.success(request, f"{opened} is open.")
        return redirect(opened)
    return render(request, "rounds/add.html", {"form": form})


@form_page
@needs("open_rounds")
def edit_round(request: HttpRequest, key: str) -> HttpResponse:
    """Change the name, the days, or what a round asks for."""
    found = _get_round(key)
    form = EditRoundForm(request.POST or None, initial=vars(found))
    try:
        if edited := saved(form, services.edit_round, by=request.user, round=found):
            messages.success(request, f"{edited} is saved.")
            return redirect(edited)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, vars(conflict.current))
    return render(request, "rounds/edit.html", {"round": found, "form": form})


@form_page
@needs("close_rounds")
def close_round(request: HttpRequest, key: str) -> HttpResponse:
    """Close a round, after a page that says what this means."""
    found = _get_round(key)
    if request.method == "POST":
        if is_done(request, services.close_round, round=found, meanwhile=MEANWHILE):
            messages.success(request, f"{found} is closed.")
        return redirect(found)
    form = CloseRoundForm(initial={"version": found.version})
    # What was said before its first day answers no round any more once it is closed.
    too_soon = found.asks_progress and found.first_day == timezone.localdate()
    context = {"round": found, "form": form, "too_soon": too_soon}
    return render(request, "rounds/close.html", context)


def _get_round(key: str) -> Round:
    """The round with this key; 404 with where to find the others."""
    found = Round.objects.select_related("opened_by", "closed_by").filter(key=key).first()
    if found is None:
        raise Http404(f"There is no round {key}; {reverse('rounds')} lists them.")
    return found
