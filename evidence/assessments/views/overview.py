"""The overview of a round of self-assessment, and the way to one self-assessment by its number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may
from foundations.models import Round

from ..models import SelfAssessment
from ..overview import read_overview
from ..places import find_rounds


# Boxes are filled without a line of history, by which browsers are told what has changed: nothing
# here is kept.
@require_safe
@never_cache
def current(request: HttpRequest) -> HttpResponse:
    """Who has filled which boxes in the round that is on; what to do where none is."""
    found = Round.objects.current_assessment(timezone.localdate())
    if found is None:
        context = {"may_open": may(request.user, "open_rounds")}
        return render(request, "assessments/no_round.html", context)
    return _show_overview(request, found)


@require_safe
@never_cache
def overview(request: HttpRequest, round: str) -> HttpResponse:
    """Who has filled which boxes in a round."""
    return _show_overview(request, find_rounds(round)[0])


def _show_overview(request: HttpRequest, round: Round) -> HttpResponse:
    today = timezone.localdate()
    context = {"round": round, "overview": read_overview(round, today), "today": today}
    return render(request, "assessments/overview.html", context)


@require_safe
def by_number(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of a self-assessment that history names by its number."""
    return redirect(
        get_object_or_404(SelfAssessment.objects.select_related("theme", "service", "round"), pk=pk)
    )
