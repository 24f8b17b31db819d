"""The page of what a body owes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Service

from .reading import read_body


@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """What a service or partner owes, and when it last spoke."""
    found = get_object_or_404(Service, key=key)
    context = read_body(found, request.user, timezone.localdate(), request.GET.get("page"))
    return render(request, "oversight/bodies/body.html", context)
