"""The grid of what answers what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..board.rounds import read_choices
from .grid import read_grid


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which calls no action answers, and how sure it is that the others are answered."""
    seal = request.user.newest_seal
    # The grid is of today only: a closed round keeps how each call is answered.
    choices = read_choices(seal, timezone.localdate(), reverse("calls"))
    context = {"grid": read_grid(seal), "choices": choices}
    return render(request, "oversight/coverage/coverage.html", context)
