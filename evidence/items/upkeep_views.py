"""Evidence that needs looking after: links that lead nowhere, files that are lost, what is past its
review date, and pictures that wait for a second check.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Change

from .models import EvidenceItem
from .querysets import EvidenceQuerySet

# More than this nobody mends in a week; the rest follows when these are mended.
SHOWN = 100


@require_safe
def evidence_upkeep(request: HttpRequest) -> HttpResponse:
    """What is broken, lost, past its review date or waits for a second check, of the evidence that
    the person may read, and who can mend it.
    """
    visible = (
        EvidenceItem.objects.current()
        .visible_to(request.user)
        .select_related("service", "added_by")
    )
    context = {
        "broken": _longest_first(visible.with_broken_link(), "checked_on"),
        "lost": _longest_first(visible.with_lost_file(), "lost_on"),
        "late": _longest_first(visible.review_passed(timezone.localdate()), "review_on"),
        "unseen": _longest_first(visible.awaiting_second_look(), "added_on"),
        "last_check": _last_check(),
    }
    return render(request, "evidence/items/upkeep.html", context)


def _longest_first(items: EvidenceQuerySet, day: str) -> dict:
    """How many there are, and the first of them as rows."""
    rows = list(items.order_by(day, "pk")[: SHOWN + 1])
    return {"count": items.count() if rows[SHOWN:] else len(rows), "rows": rows[:SHOWN]}


def _last_check() -> Change | None:
    # By its key, which is its day, and so by an index: by its number it would be looked for through
    # all that was written since.
    return Change.objects.filter(thing="link-check").order_by("-key", "-pk").first()
