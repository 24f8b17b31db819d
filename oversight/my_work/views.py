"""The page "My work"."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role, User
from accounts.permissions import needs
from actions.models import SubAction
from evidence.items.lapsing import read_lapses
from foundations.models import Round

from .besides import assessed_by, read_asked, unowned_work
from .owed import Owed, owed_by, parts_of, work_sentence

PER_PAGE = 50


@require_safe
@needs("post_update")
def my_work(request: HttpRequest) -> HttpResponse:
    """What a Promise Keeper owes, and what first."""
    today = timezone.localdate()
    rows = owed_by(request.user, today)
    page = _page_of(request, rows)
    waiting, free = unowned_work(request.user)
    assessed_in, assessed = assessed_by(request.user, today)
    since_a_round = bool(rows) and Round.objects.closed_before(today).exists()
    context = {
        "sentence": work_sentence(rows),
        "page": page,
        "parts": parts_of(rows, page, since_a_round=since_a_round),
        "round": assessed_in,
        "assessed": assessed,
        "waiting": waiting,
        "free": free,
        "total": SubAction.objects.count() if free else 0,
        "lapses": read_lapses(SubAction.objects.editable_by(request.user), today),
        "asked": read_asked(request.user),
        "administrators": [] if rows else _administrators(),
        "today": today,
    }
    return render(request, "oversight/my_work/my_work.html", context)


def _page_of(request: HttpRequest, rows: list[Owed]) -> Page:
    """The page of the rows that is asked for, or that on which the row stands that was pressed."""
    keys = [row.sub_action.key for row in rows]
    at = request.GET.get("at")
    number = keys.index(at) // PER_PAGE + 1 if at in keys else request.GET.get("page")
    return Paginator(rows, PER_PAGE).get_page(number)


def _administrators() -> list[User]:
    """Whom to ask on the first day."""
    people = User.objects.active().holding(timezone.localdate(), role=Role.ADMINISTRATOR)
    return list(people.order_by("name")[:3])
