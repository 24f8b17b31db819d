"""The history of every change: a page with filters, and the same as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Change
from accounts.permissions import needs
from accounts.spreadsheet import csv_answer

from .reading import HistoryFilter, read_differences, read_lines

PER_PAGE = 50
COLUMNS = [
    "Line",
    "When",
    "Who",
    "What was done",
    "Of what",
    "Key",
    "Before",
    "After",
    "Passage removed",
    "Seal",
]
# What is read of each line of the file.
WRITTEN = (
    *("id", "made_at", "actor_email", "act", "thing", "key"),
    *("before", "after", "removed", "seal"),
)


@require_safe
@never_cache
@needs("read_history")
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what, the newest first."""
    found = HistoryFilter(request.GET, queryset=Change.objects.all())
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
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
    name = f"history-{timezone.localdate().isoformat()}"
    lines = found.qs.values_list(*WRITTEN, named=True).iterator()
    return csv_answer(name, COLUMNS, map(_cells_of, lines))


def _cells_of(change: Change) -> list[str]:
    # Its values by the names of a record, which itself would take longer to make.
    differences = read_differences(change)
    return [
        str(change.id),
        f"{timezone.localtime(change.made_at):%Y-%m-%d %H:%M:%S}",
        change.actor_email,
        change.act,
        change.thing,
        change.key,
        "\n".join(f"{row.label}: {row.before}" for row in differences),
        "\n".join(f"{row.label}: {row.after}" for row in differences),
        "yes" if change.removed else "",
        change.seal,
    ]
