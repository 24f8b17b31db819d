"""The page "My work"."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role, User
from accounts.permissions import needs
from accounts.prepared import prepared
from accounts.together import Reading, read, totals
from actions.models import SubAction
from evidence.items.lapsing import reading_lapses
from foundations.models import Round

from ..questions.reading import reading_asked_of
from .besides import reading_asked, reading_assessed, reading_needed, reading_parts, reading_unowned
from .owed import Owed, parts_of, reading_owed, unreported, work_sentence

PER_PAGE = 50


@require_safe
@needs("post_update")
def my_work(request: HttpRequest) -> HttpResponse:
    """What a Promise Keeper owes, and what first."""
    today = timezone.localdate()
    rows, unowned, (assessed_in, assessed), lapses, asked, needed, board_asks, *rest = read(
        reading_owed(request.user, today),
        reading_unowned(request.user, today),
        reading_assessed(request.user, today),
        reading_lapses(today, request.user),
        reading_asked(request.user, today),
        reading_needed(request.user, today),
        reading_asked_of(request.user, today),
        _reading_rest(today),
        reading_parts(request.user, today),
    )
    ((closed, asking, number), shares) = rest
    page = _page_of(request, rows)
    context = {
        "sentence": work_sentence(rows),
        "unreported": unreported(rows, asking),
        "page": page,
        "parts": parts_of(rows, page, since_a_round=closed),
        "round": assessed_in,
        "assessed": assessed,
        "unowned": unowned,
        "total": number,
        "lapses": lapses,
        "asked": asked,
        "needed": needed,
        "shares": shares,
        "board_asks": board_asks,
        "administrators": [] if rows else _administrators(),
        "today": today,
    }
    return render(request, "oversight/my_work/my_work.html", context)


def _reading_rest(on: date) -> Reading:
    """Whether a round of progress was ever closed, the one that asks now, if there is one, and how
    many sub-actions there are.
    """
    closed, asking, (every,) = yield _last_closed(on), _asking(on), _number(on)
    return bool(closed), next(iter(asking), None), every["number"]


@prepared
def _asking(on: date) -> QuerySet:
    return Round.objects.open().filter(asks_progress=True, first_day__lte=on)[:1]


@prepared
def _last_closed(on: date) -> QuerySet:
    return Round.objects.closed_before(on).values("pk")[:1]


@prepared
def _number(on: date) -> QuerySet:
    return totals(SubAction.objects.all(), number=Count("pk"))


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
