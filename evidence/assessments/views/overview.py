"""The overview of a round of self-assessment, and the way to one self-assessment by its number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may, needs
from foundations.models import Round

from ..lines import services_of
from ..mine import read_mine
from ..models import SelfAssessment
from ..overview import read_overview, time_left
from ..places import find_rounds


# Boxes are filled without a line of history, by which browsers are told what has changed: nothing
# here is kept.
@require_safe
@never_cache
def current(request: HttpRequest) -> HttpResponse:
    """Who has filled which boxes in the round that is on; what to do where none is."""
    found = Round.objects.current_assessment(timezone.localdate())
    return _show_overview(request, found) if found else _show_no_round(request)


def _show_no_round(request: HttpRequest) -> HttpResponse:
    context = {"may_open": may(request.user, "open_rounds")}
    return render(request, "assessments/no_round.html", context)


@require_safe
@never_cache
def overview(request: HttpRequest, round: str) -> HttpResponse:
    """Who has filled which boxes in a round."""
    return _show_overview(request, find_rounds(round)[0])


def _show_overview(request: HttpRequest, round: Round) -> HttpResponse:
    overview = read_overview(round, timezone.localdate(), request.GET.get("page"))
    context = {"round": round, "overview": overview}
    return render(request, "assessments/overview.html", context)


@require_safe
@needs("assess")
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own services have to answer in the round that is on; what to do where none is."""
    today = timezone.localdate()
    round = Round.objects.current_assessment(today)
    if round is None:
        return _show_no_round(request)
    services, prompts = read_mine(round, request.user, today)
    context = {
        "round": round,
        "services": services,
        "prompts": prompts,
        "time_left": time_left(round, today),
        "last_round": Round.objects.before(round).first(),
        "all_services": services_of(round, today).count(),
    }
    return render(request, "assessments/mine.html", context)


@require_safe
def by_number(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of a self-assessment that history names by its number."""
    return redirect(
        get_object_or_404(SelfAssessment.objects.select_related("theme", "service", "round"), pk=pk)
    )
