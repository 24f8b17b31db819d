"""The page of one's own reminders: on which day they come, and who gets them meanwhile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..answers import form_page, saved
from ..once import knows_its_forms
from ..permissions import needs
from ..words import day
from . import services
from .forms import AwayForm, DigestDayForm
from .models import Absence


@require_safe
@never_cache
@needs("choose_reminders")
def my_reminders(request: HttpRequest) -> HttpResponse:
    """When reminders come, and when one is away."""
    user, today = request.user, timezone.localdate()
    context = {
        "weekday": WEEKDAYS[user.digest_day],
        "absences": user.absences.not_over(today).select_related("deputy"),
        "stands_in": user.deputised.not_over(today).select_related("person"),
        "today": today,
    }
    return render(request, "people/my_reminders.html", context)


@form_page
@needs("choose_reminders")
def digest_day(request: HttpRequest) -> HttpResponse:
    """Choose the weekday of one's reminders."""
    form = DigestDayForm(request.POST or None, initial={"digest_day": request.user.digest_day})
    if saved(form, services.choose_digest_day, by=request.user):
        chosen = WEEKDAYS[form.cleaned_data["digest_day"]]
        messages.success(request, f"Your reminders come on {chosen}s.")
        return redirect("my-reminders")
    return render(request, "people/digest_day.html", {"form": form})


@knows_its_forms
@form_page
@needs("choose_reminders")
def away(request: HttpRequest) -> HttpResponse:
    """Say from when to when one is away, and who stands in."""
    form = AwayForm(request.POST or None, person=request.user)
    if said := saved(form, services.say_away, by=request.user):
        until = f"from {day(said.first_day)} to {day(said.last_day)}"
        messages.success(request, f"{said.deputy} stands in for you {until}.")
        return redirect("my-reminders")
    return render(request, "people/away.html", {"form": form})


@require_POST
@needs("choose_reminders")
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is back, or does not go away after all."""
    found = get_object_or_404(Absence, pk=pk)
    services.say_back(by=request.user, absence=found)
    messages.success(request, "Your reminders come to you again.")
    return redirect("my-reminders")
