"""The page of all that the product asks of Champions Board staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import needs

from .reading import read_asked


@require_safe
@needs("see_asked")
def asked(request: HttpRequest) -> HttpResponse:
    """All that waits for this person, kind by kind, each with its act."""
    waiting, page = read_asked(request.user, timezone.localdate(), request.GET.get("page"))
    context = {"waiting": waiting, "page": page}
    return render(request, "oversight/asked/asked.html", context)
