"""Setting a theme aside, taking it up again, and reopening what was submitted."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import check, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from ..forms import ReopenForm, SetAsideForm
from ..models import AssessmentState
from ..places import Place, find_place
from ..services import states as services
from ..theme_page import held_at

CHANGED = "Somebody else changed this self-assessment meanwhile. Look at it again."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("assess")
def set_aside(request: HttpRequest, **keys: str) -> HttpResponse:
    """Say that a theme does not apply to a service, and why."""
    place = place_to_change(request, keys)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        where = {"theme": place.theme, "service": place.service, "round": place.round}
        try:
            services.set_aside(by=request.user, **where, **form.cleaned_data)
        except Conflict:
            form.add_error(None, CHANGED)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, f"{place.theme.heading} is set aside. It leaves the count of boxes."
            )
            say_hints(request, form)
            return redirect(place)
    return render(request, "assessments/set_aside.html", {"place": place, "form": form})


@require_POST
@needs("assess")
def take_up(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take up a theme that was set aside; what had been written before is there again."""
    place = place_to_change(request, keys)
    found = held_at(place)
    try:
        if found is not None:
            services.take_up(by=request.user, assessment=found, seen=found.version)
            messages.success(request, f"{place.theme.heading} is taken up again.")
    except Conflict:
        messages.warning(request, CHANGED)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(place)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("assess")
def reopen(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take up again what was submitted, with the reason; what was submitted stays readable."""
    place = place_to_change(request, keys)
    found = held_at(place)
    if found is None or found.state != AssessmentState.SUBMITTED:
        messages.info(request, "This is not submitted, so there is nothing to reopen.")
        return redirect(place)
    form = ReopenForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.reopen(
                by=request.user, assessment=found, seen=said["version"], reason=said["reason"]
            )
        except Conflict as conflict:
            form.see_anew(conflict.current.version)
            form.add_error(None, CHANGED)
            return render(
                request, "assessments/reopen.html", {"place": place, "form": form}, status=409
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, "It is open again. What was submitted stays readable under its versions."
            )
            say_hints(request, form)
            return redirect(place)
    return render(request, "assessments/reopen.html", {"place": place, "form": form})


def place_to_change(request: HttpRequest, keys: dict) -> Place:
    """The place that an address names. Raises PermissionDenied for those who do not answer
    there.
    """
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    return place
