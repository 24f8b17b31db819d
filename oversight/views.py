"""The first page of each role, and the grid of what answers what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import needs
from evidence.models import Reply

from .board.figures import newest_updates, read_board, stuck, tension_figure
from .board.listening import read_listening
from .coverage.grid import CoverageForm, read_grid
from .my_work.owed import assessed_by, owed_by, unowned_work, work_sentence

# Where each role begins; whoever holds several roles begins at the first.
HOMES = {
    Role.KEEPER: "my-work",
    Role.BOARD: "board",
    Role.CHAMPIONS: "participation",
    Role.ADMINISTRATOR: "people",
}
PER_PAGE, ASKED_SHOWN = 50, 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of the person's role."""
    return redirect(next(page for role, page in HOMES.items() if role in request.user.roles))


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
        "asked": asked[:ASKED_SHOWN],
        "asked_count": asked.count(),
        "today": today,
    }
    return render(request, "oversight/my_work/my_work.html", context)


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
        "stuck": stuck(now.date()),
        "updates": newest_updates(request.user),
        "listening": read_listening(request.user, now.date()),
    }
    return render(request, "oversight/board/board.html", context)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which of the calls each action answers, and which calls none answers."""
    grid = read_grid()
    form = CoverageForm(request.GET or None, foundations=grid.foundations)
    shown = grid.under(**form.cleaned_data) if form.is_valid() else grid
    return render(request, "oversight/coverage/coverage.html", {"grid": grid, "shown": shown, "form": form})
