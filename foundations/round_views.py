"""Pages of reporting rounds; what has come in one is read on the roof, with its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .models import Round
from .round_forms import EditRoundForm, RoundForm
from .services import rounds as services


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
    found = get_round(key)
    form = EditRoundForm(request.POST or None, initial=vars(found))
    try:
        if edited := saved(form, services.edit_round, by=request.user, round=found):
            messages.success(request, f"{edited} is saved.")
            return redirect(edited)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, vars(conflict.current))
    return render(request, "rounds/edit.html", {"round": found, "form": form})


def get_round(key: str) -> Round:
    """The round with this key; 404 with where to find the others."""
    found = Round.objects.select_related("opened_by", "closed_by").filter(key=key).first()
    if found is None:
        raise Http404(f"There is no round {key}; {reverse('rounds')} lists them.")
    return found
