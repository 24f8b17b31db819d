"""The page of what was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .kinds import KINDS
from .reading import find

# As long as the field takes; more is no search.
LONGEST = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What one may read of everything that holds a few words, or has a key; all kinds, or one."""
    # No database looks for the sign of no sign.
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    kind, today = request.GET.get("kind", ""), timezone.localdate()
    context = {
        "words": words,
        "found": find(words, request.user, today, kind, request.GET.get("page")),
        "unknown": "" if kind in {one.key for one in KINDS} else kind,
        "today": today,
    }
    return render(request, "oversight/search/search.html", context)
