"""Setting a theme aside, taking it up again, and reopening what was submitted."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.answers import form_page, saved, say_not_done, settled
from accounts.conflicts import look_again
from accounts.permissions import check, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from ..forms import ReopenForm, SetAsideForm
from ..models import AssessmentState
from ..places import Place, find_place
from ..services import states as services
from ..theme_reading import held_at

CHANGED = "Somebody else changed this self-assessment meanwhile. Look at it again."


@form_page
@needs("assess")
def set_aside(request: HttpRequest, **keys: str) -> HttpResponse:
    """Say that a theme does not apply to a service, and why."""
    place = _place_to_change(request, keys)
    form = SetAsideForm(request.POST or None)
    where = {"theme": place.theme, "service": place.service, "round": place.round}
    try:
        if saved(form, services.set_aside, by=request.user, **where):
            messages.success(
                request, f"{place.theme.heading} is set aside. Its four questions are not counted."
            )
            say_hints(request, form)
            return redirect(place)
    except Conflict:
        form.add_error(None, CHANGED)
    return render(request, "assessments/set_aside.html", {"place": place, "form": form})


@require_POST
@needs("assess")
def take_up(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take up a theme that was set aside; what had been written before is there again."""
    place = _place_to_change(request, keys)
    found = held_at(place)
    try:
        if found is not None:
            services.take_up(by=request.user, assessment=found, seen=found.version)
            messages.success(request, f"{place.theme.heading} is taken up again.")
    except Conflict:
        say_not_done(request, CHANGED, messages.WARNING)
    except ValidationError as error:
        say_not_done(request, " ".join(error.messages))
    return redirect(place)


@form_page
@needs("assess")
def reopen(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take up again what was submitted, with the reason; what was submitted stays readable."""
    place = _place_to_change(request, keys)
    found = held_at(place)
    if found is None or found.state != AssessmentState.SUBMITTED:
        return settled(request, place, "This is not submitted, so there is nothing to reopen.")
    form, status = ReopenForm(request.POST or None, initial={"version": found.version}), 200
    try:
        if saved(form, services.reopen, by=request.user, assessment=found):
            messages.success(
                request,
                "It is open again. What was submitted can still be read in its versions.",
            )
            say_hints(request, form)
            return redirect(place)
    except Conflict as conflict:
        status = look_again(form, conflict.current, CHANGED)
    context = {"place": place, "form": form}
    return render(request, "assessments/reopen.html", context, status=status)


def _place_to_change(request: HttpRequest, keys: dict) -> Place:
    """The place that an address names. Raises PermissionDenied for those who do not answer
    there.
    """
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    return place
