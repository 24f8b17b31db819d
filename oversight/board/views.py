"""The Board's page, and what belongs to it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.answers import form_page
from accounts.permissions import may, needs
from accounts.spreadsheet import file_format, table_answer
from actions.filters import foundation_choices
from actions.ladder import LADDERS, rule_of
from evidence.agreed.since import Way

from .beside import read_beside
from .changes import lines_of, narrowed
from .differing import read_differing
from .export import COLUMNS
from .export import lines_of as lines_of_file
from .figures import read_standing
from .forms import HIDDEN, SHOWN, FirstWordForm
from .named import read_named
from .reading import read_board
from .rounds import Choice, read_choices
from .services import first_word_is_shown, show_first_word

PER_PAGE = 50


@require_safe
@needs("see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Whether the promise is being kept, and where it is not."""
    now = timezone.localtime()
    context = {
        "now": now,
        "board": read_board(request.user, now.date()),
        "choices": _choices(request),
        "beside": read_beside(request.user.newest_seal, now.date()),
    }
    return render(request, "oversight/board/board.html", context)


@require_safe
@needs("see_board")
def what_is_felt(request: HttpRequest) -> HttpResponse:
    """What groups of young people feel, beside what the council says; where the two differ
    first.
    """
    found, page = read_differing(timezone.localdate(), request.GET.get("page"))
    context = {"found": found, "page": page, "may_say": may(request.user, "say_felt")}
    context["choices"] = _choices(request)
    return render(request, "oversight/board/felt.html", context)


@require_safe
@needs("see_board")
def changes(request: HttpRequest) -> HttpResponse:
    """All that has changed since the last Board, or what changed one way or in one foundation."""
    found = read_standing(timezone.localdate())
    way, foundation = request.GET.get("way"), request.GET.get("foundation")
    every = lines_of(found.changes)
    lines = narrowed(every, way, foundation)
    names = dict(foundation_choices())
    context = {
        "last_board": found.last_board,
        "choices": _choices(request),
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "shown": [*filter(None, [dict(Way.choices).get(way), names.get(foundation)])],
        "total": len(every),
        "way": way,
        "ways": [(each, sum(line.way == each for line in every)) for each in Way],
    }
    return render(request, "oversight/board/changes.html", context)


@require_safe
@needs("see_board")
def named(request: HttpRequest) -> HttpResponse:
    """What was named to the Board, by the service that has not answered."""
    every, page = read_named(timezone.localdate(), request.GET.get("page"))
    context = {"named": every, "page": page, "rule": rule_of(*LADDERS)}
    context["choices"] = _choices(request)
    return render(request, "oversight/board/named.html", context)


@require_safe
@needs("see_board")
def how_we_count(request: HttpRequest) -> HttpResponse:
    """The rule of the groups and of the first word, on one page to print."""
    may_set = may(request.user, "set_first_word")
    context = {
        "may_set": may_set,
        "is_shown": first_word_is_shown(),
        "silent_after": settings.SILENT_AFTER_DAYS,
    }
    return render(request, "oversight/board/how_we_count.html", context)


@form_page
@needs("set_first_word")
def first_word(request: HttpRequest) -> HttpResponse:
    """Switch the first word of the answer on or off."""
    is_shown = first_word_is_shown()
    form = FirstWordForm(request.POST or None, initial={"is_shown": SHOWN if is_shown else HIDDEN})
    if form.is_valid():
        show_first_word(by=request.user, **form.cleaned_data)
        shown = form.cleaned_data["is_shown"]
        messages.success(
            request,
            "The answer begins with its word."
            if shown
            else "The answer begins with the numbers, without a word.",
        )
        return redirect("board")
    return render(request, "oversight/board/first_word.html", {"form": form})


@require_safe
@never_cache
@needs("see_board")
def export_board(request: HttpRequest) -> HttpResponse:
    """The sub-actions of the page as a file, a line each."""
    wanted = file_format(request, "csv")
    today = timezone.localdate()
    lines = lines_of_file(read_standing(today), dict(foundation_choices()))
    return table_answer(wanted, f"board-{today.isoformat()}", COLUMNS, lines)


def _choices(request: HttpRequest) -> list[Choice]:
    """This page in each closed round."""
    return read_choices(request.user.newest_seal, timezone.localdate(), request.path)
