"""The page of what was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .reading import find

# As long as the field takes; more is no search.
LONGEST = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Calls, actions, sub-actions, themes, pages and people, found by a few words or a key."""
    # No database looks for the sign of no sign.
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    today = timezone.localdate()
    context = {"words": words, "found": find(words, today), "today": today}
    return render(request, "oversight/search/search.html", context)
