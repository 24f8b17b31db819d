"""The page "My work"."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import needs
from actions.models import SubAction
from evidence.items.lapsing import read_lapses
from evidence.models import Reply

from .owed import assessed_by, owed_by, unowned_work, work_sentence

PER_PAGE, ASKED_SHOWN = 50, 20


@require_safe
@needs("post_update")
def my_work(request: HttpRequest) -> HttpResponse:
    """What a Promise Keeper owes, and what first."""
    today = timezone.localdate()
    rows = owed_by(request.user, today)
    waiting, free = unowned_work(request.user)
    asked = Reply.objects.owed_by(request.user)
    context = {
        "sentence": work_sentence(rows),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "assessments": assessed_by(request.user, today),
        "waiting": waiting,
        "free": free,
        "lapses": read_lapses(SubAction.objects.editable_by(request.user), today),
        "asked": asked[:ASKED_SHOWN],
        "asked_count": asked.count(),
        "today": today,
    }
    return render(request, "oversight/my_work/my_work.html", context)
