"""The page of tensions between what services say of themselves and how the linked work is said to
go.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import may
from foundations.models import Round

from ..tensions import read_tensions

TITLE = "Self-assessments that disagree with progress"


@require_safe
def tensions(request: HttpRequest) -> HttpResponse:
    """Themes that do not go well beside work that is said to be done, and the reverse, in one
    round.
    """
    today = timezone.localdate()
    rounds = [one for one in Round.objects.for_assessment() if one.has_begun(today)]
    if not rounds:
        context = {"title": TITLE, "may_open": may(request.user, "open_rounds")}
        return render(request, "assessments/no_round.html", context)
    shown = _choose(rounds, request.GET.get("round", ""))
    found = read_tensions(shown, today, request.GET.get("page"), request.user.newest_seal)
    context = {"round": shown, "rounds": rounds, "tensions": found}
    return render(request, "assessments/tensions.html", context)


def _choose(rounds: list[Round], key: str) -> Round:
    """The round with this key; the newest where none is named. Raises Http404."""
    found = next((one for one in rounds if key in ("", one.key)), None)
    if found is None:
        raise Http404(
            f"No round of self-assessment that has begun is called {key}; "
            f"{reverse('rounds')} lists the rounds."
        )
    return found
