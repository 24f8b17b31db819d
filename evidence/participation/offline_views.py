"""Logging a session where there is no signal: one page without anybody's data, and the worker that
keeps it.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .forms import OfflineSessionForm


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root, so that it may answer for the log page."""
    context = {"release": settings.RELEASE}
    return render(request, "offline/sw.js", context, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The form that a phone keeps: the same for everyone, with no name, no token and no service in
    it.
    """
    request.user = AnonymousUser()
    return render(request, "offline/shell.html", {"form": OfflineSessionForm()})
