"""The page from which a meeting of the Board is run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import may, needs

from .reading import read_agenda


@require_safe
@needs("see_board")
def meeting(request: HttpRequest) -> HttpResponse:
    """The agenda of the next meeting, to be read and printed."""
    now = timezone.localtime()
    context = {
        "agenda": read_agenda(request.user, now.date()),
        "may_decide": may(request.user, "decide"),
        "now": now,
        "today": now.date(),
    }
    return render(request, "oversight/meeting/meeting.html", context)
