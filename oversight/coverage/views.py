"""The grid of what answers what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .grid import CoverageForm, read_grid


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which of the calls each action answers, and which calls none answers."""
    grid = read_grid()
    form = CoverageForm(request.GET or None, foundations=grid.foundations)
    shown = grid.under(**form.cleaned_data) if form.is_valid() else grid
    return render(
        request, "oversight/coverage/coverage.html", {"grid": grid, "shown": shown, "form": form}
    )
