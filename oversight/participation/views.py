"""The page of participation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import may

from .page import read_participation


@require_safe
def participation(request: HttpRequest) -> HttpResponse:
    """How far we are, what waits, what was logged last, and who came."""
    today = timezone.localdate()
    context = {
        "found": read_participation(request.user, today, request.GET.get("page")),
        "may_log": may(request.user, "log_session"),
        "may_log_heard": may(request.user, "log_heard"),
        "may_keep": may(request.user, "keep_sessions"),
        "today": today,
    }
    return render(request, "oversight/participation/participation.html", context)
