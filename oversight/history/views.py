"""The history of every change: a page with filters, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Change
from accounts.permissions import needs
from accounts.spreadsheet import csv_answer

from .export import COLUMNS, lines_of
from .pages import page_of
from .reading import HistoryFilter, read_lines


@require_safe
@never_cache
@needs("read_history")
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what, the newest first."""
    found = HistoryFilter(request.GET, queryset=Change.objects.all())
    page = page_of(found.qs, request.GET.get("page"), is_all=not found.shown)
    context = {
        "filter": found,
        "page": page,
        "lines": read_lines(page),
        "address": request.GET.urlencode(),
    }
    return render(request, "oversight/history/history.html", context)


@require_safe
@never_cache
@needs("read_history")
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What is under the filters, as a file for a spreadsheet; if they cannot be read, the page says
    why.
    """
    found = HistoryFilter(request.GET, queryset=Change.objects.all())
    if not found.is_valid():
        return redirect(f"{reverse('history')}?{request.GET.urlencode()}")
    return csv_answer(f"history-{timezone.localdate().isoformat()}", COLUMNS, lines_of(found.qs))
