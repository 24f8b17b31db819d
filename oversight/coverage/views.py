"""The grid of what answers what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .grid import read_grid


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which calls no action answers, and how sure it is that the others are answered."""
    return render(
        request, "oversight/coverage/coverage.html", {"grid": read_grid(request.user.newest_seal)}
    )
