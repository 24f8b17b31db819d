"""The Board's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import needs
from evidence.participation.goal import read_goal

from .figures import newest_updates, read_board, stuck, tension_figure
from .listening import read_listening


@require_safe
@needs("see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Whether the promise is being kept, and where it is not."""
    now = timezone.localtime()
    context = {
        "now": now,
        "today": now.date(),
        "board": read_board(now.date()),
        "tensions": tension_figure(now.date()),
        "goal": read_goal(now.date()),
        "stuck": stuck(now.date()),
        "updates": newest_updates(request.user),
        "listening": read_listening(request.user, now.date()),
    }
    return render(request, "oversight/board/board.html", context)
