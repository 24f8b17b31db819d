"""The page on which one says why a status is meant although something contradicts it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import look_again
from accounts.permissions import check, needs
from accounts.versions import Conflict
from accounts.words import day
from foundations.writing import say_hints

from .forms import ExplainForm
from .services import explaining
from .standing import standing
from .views import get_sub_action

MEANWHILE = "Someone else changed this sub-action meanwhile. Read it again, then save."


@form_page
@needs("post_update")
def explain(request: HttpRequest, key: str) -> HttpResponse:
    """Say why a status is meant, and until which day that holds."""
    found, today = get_sub_action(key), timezone.localdate()
    check(request.user, "post_update", found)
    if reason := explaining.nothing_to_explain(found, today):
        return settled(request, found, reason)
    initial = {"version": found.version, "reason": found.explained_reason}
    form = ExplainForm(request.POST or None, initial=initial | {"until": found.explained_until})
    status = 200
    try:
        if saved(form, explaining.explain, by=request.user, sub_action=found):
            until = day(form.cleaned_data["until"])
            messages.success(request, f"Your explanation stands beside it until {until}.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
    context = {"sub_action": found, "form": form, "standing": standing(found, today)}
    return render(request, "actions/explain.html", context, status=status)


@require_POST
@needs("post_update")
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Take the explanation back."""
    found = get_sub_action(key)
    if is_done(request, explaining.take_explanation_back, sub_action=found):
        messages.success(request, "The explanation is taken back.")
    return redirect(found)
