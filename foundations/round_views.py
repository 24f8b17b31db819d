"""Pages of reporting rounds."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may, needs
from accounts.versions import Conflict

from .models import Round
from .round_forms import CloseRoundForm, EditRoundForm, RoundForm
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


@require_safe
def round(request: HttpRequest, key: str) -> HttpResponse:
    """One round: its days, what it asks for, and who opened and closed it."""
    context = {
        "round": get_round(key),
        "may_open": may(request.user, "open_rounds"),
        "may_close": may(request.user, "close_rounds"),
        "today": timezone.localdate(),
    }
    return render(request, "rounds/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("open_rounds")
def add_round(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_round(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{opened} is open.")
            return redirect(opened)
    return render(request, "rounds/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("open_rounds")
def edit_round(request: HttpRequest, key: str) -> HttpResponse:
    """Change the name, the days, or what a round asks for."""
    found = get_round(key)
    form = EditRoundForm(request.POST or None, initial=vars(found))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            saved = services.edit_round(
                by=request.user, round=found, seen=values.pop("version"), **values
            )
        except Conflict as conflict:
            return edit_conflict(request, form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{saved} is saved.")
            return redirect(saved)
    return render(request, "rounds/edit.html", {"round": found, "form": form})


def edit_conflict(request: HttpRequest, form: EditRoundForm, current: Round) -> HttpResponse:
    """Someone else saved meanwhile: show both, keep what was typed."""
    form.see_anew(current.version)
    rows = [
        {"label": form.fields[name].label, "yours": str(mine), "saved": str(getattr(current, name))}
        for name, mine in form.cleaned_data.items()
        if name != "version" and mine != getattr(current, name)
    ]
    context = {"form": form, "rows": rows, "url": current.get_absolute_url()}
    return render(request, "409.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("close_rounds")
def close_round(request: HttpRequest, key: str) -> HttpResponse:
    """Close a round, after a page that says what this means."""
    found = get_round(key)
    form = CloseRoundForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_round(by=request.user, round=found, seen=form.cleaned_data["version"])
        except Conflict:
            messages.warning(
                request, "Someone else changed this round meanwhile. Read it again, then close it."
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{found} is closed.")
        return redirect(found)
    return render(request, "rounds/close.html", {"round": found, "form": form})


def get_round(key: str) -> Round:
    """The round with this key; 404 with where to find the others."""
    found = Round.objects.select_related("opened_by", "closed_by").filter(key=key).first()
    if found is None:
        raise Http404(f"There is no round {key}; /rounds/ lists them.")
    return found
