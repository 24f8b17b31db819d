"""The page on which an administrator opens or closes what everybody can read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.answers import form_page, saved
from accounts.permissions import needs
from foundations.writing import say_hints

from . import services
from .forms import OFF, ON, SwitchForm


@form_page
@needs(services.KEY)
def public_switch(request: HttpRequest) -> HttpResponse:
    """Let everybody read what is marked public, or nobody."""
    is_on = services.is_public()
    form = SwitchForm(request.POST or None, initial={"is_on": ON if is_on else OFF})
    changed = saved(form, services.switch, by=request.user)
    if changed is not None:
        now = "can" if services.is_public() else "cannot"
        messages.success(request, f"Everybody {now} read what is marked public.")
        say_hints(request, form)
        return redirect("public-switch")
    context = {"form": form, "is_on": is_on, "reasons": services.reasons_not_to_open()}
    return render(request, "oversight/public/switch.html", context)
