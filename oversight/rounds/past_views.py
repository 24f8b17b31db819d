"""The Board's pages as they were when a round was closed."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import needs
from accounts.spreadsheet import file_format, table_answer
from evidence.agreed.since import Way

from ..board.changes import lines_of, narrowed
from ..board.export import COLUMNS
from ..board.export import lines_of as lines_of_file
from ..board.rounds import address_of, newest_edition, read_choices
from . import lists
from .past import Past, read_past
from .turns import read_closed

PER_PAGE = 50
WORK = "sub-action"
# What else a service can be asked about, as history calls it.
ABOUT = {"heard": "What a group said", "question": "A question of the Board"}


@require_safe
@needs("read_rounds")
def past_rounds(request: HttpRequest) -> HttpResponse:
    """The closed rounds whose pages were kept, the last closed first."""
    today = timezone.localdate()
    rounds = read_closed(request.user.newest_seal, today)
    return render(request, "oversight/rounds/past_rounds.html", {"rounds": rounds})


@require_safe
@needs("read_rounds")
def past_round(request: HttpRequest, key: str) -> HttpResponse:
    """The Board's page of the newest edition of a round."""
    newest = newest_edition(request.user.newest_seal, timezone.localdate(), key)
    if newest is None:
        raise Http404(f"There is no closed round {key} whose pages were kept.")
    return redirect("past-board", key, newest.number)


@require_safe
@needs("read_rounds")
def board(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Whether the promise was being kept, and where it was not."""
    past = read_past(request.user, key, number)
    return render(request, "oversight/rounds/board.html", _then(request, past))


@require_safe
@needs("read_rounds")
def changes(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What had changed since the Board before, or changed one way or in one foundation."""
    past = read_past(request.user, key, number)
    way, foundation = request.GET.get("way"), request.GET.get("foundation")
    standing = past.board.standing
    every = lines_of(standing.changes)
    lines = narrowed(every, way, foundation)
    context = _then(request, past) | {
        "last_board": standing.last_board,
        "page": _page(request, lines),
        "total": len(every),
        "way": way,
        "ways": [(each, sum(line.way == each for line in every)) for each in Way],
    }
    return render(request, "oversight/rounds/changes.html", context)


@require_safe
@needs("read_rounds")
def sub_actions(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The sub-actions that a figure of the round counts."""
    past = read_past(request.user, key, number)
    found = _found(lists.sub_actions(past.frozen, request.GET))
    context = _then(request, past) | {"found": found, "page": _page(request, found.rows)}
    return render(request, "oversight/rounds/sub_actions.html", context)


@require_safe
@needs("read_rounds")
def sub_action(request: HttpRequest, key: str, number: int, of: str) -> HttpResponse:
    """How one sub-action stood."""
    past = read_past(request.user, key, number)
    work = next((row for row in past.frozen.figures.work if row.key == of), None)
    if work is None:
        raise Http404(f"{of} was no sub-action when “{past.edition.round}” was closed.")
    names = {key: name for key, name, _coverage in past.frozen.figures.foundations}
    context = _then(request, past) | {
        "work": work,
        "foundations": [name for key, name in names.items() if key in work.foundations],
        "needs": [one for one in past.frozen.needs if one.work == work.key],
        "bodies": [one for one in past.frozen.parts if one.work == work.key],
        "said": [one for one in past.frozen.said if one.work == work.key],
    }
    return render(request, "oversight/rounds/sub_action.html", context)


@require_safe
@needs("read_rounds")
def calls(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The calls to action that a figure of the round counts."""
    past = read_past(request.user, key, number)
    found = _found(lists.calls(past.frozen, request.GET))
    context = _then(request, past) | {"found": found, "page": _page(request, found.rows)}
    return render(request, "oversight/rounds/calls.html", context)


@require_safe
@needs("read_rounds")
def needs_then(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What waited for an answer, and for whose."""
    past = read_past(request.user, key, number)
    found = _found(lists.needs(past.frozen, request.GET))
    context = _then(request, past) | {"found": found, "page": _page(request, found.rows)}
    return render(request, "oversight/rounds/needs.html", context)


@require_safe
@needs("read_rounds")
def named(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Which services had not answered, though asked twice."""
    past = read_past(request.user, key, number)
    titles = {work.key: f"{work.key} {work.long_name}" for work in past.frozen.figures.work}
    rows = [
        (one.service, one, titles.get(one.key, one.key) if one.thing == WORK else ABOUT[one.thing])
        for one in past.frozen.named
    ]
    context = _then(request, past) | {"page": _page(request, rows)}
    return render(request, "oversight/rounds/named.html", context)


@require_safe
@needs("read_rounds")
def disagreeing(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Which self-assessments said one thing while the linked work was said to go another way."""
    past = read_past(request.user, key, number)
    found = past.frozen.disagreeing
    work = {row.key: row for row in past.frozen.figures.work}
    rows = [(one, [work[key] for key in one.work]) for one in found.rows] if found else []
    context = _then(request, past) | {"found": found, "page": _page(request, rows)}
    return render(request, "oversight/rounds/disagreeing.html", context)


@require_safe
@needs("read_rounds")
def felt(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What the council said, and what groups of young people felt."""
    past = read_past(request.user, key, number)
    titles = {work.key: work.long_name for work in past.frozen.figures.work}
    titles |= {call.key: call.words for call in past.frozen.calls}
    rows = [(row, titles.get(row.felt.key, "")) for row in past.frozen.figures.felt.rows]
    context = _then(request, past) | {"page": _page(request, rows)}
    return render(request, "oversight/rounds/felt.html", context)


@require_safe
@never_cache
@needs("read_rounds")
def export(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The sub-actions of the round as a file, a line each."""
    wanted = file_format(request, "csv")
    past = read_past(request.user, key, number)
    names = {key: name for key, name, _coverage in past.frozen.figures.foundations}
    lines = lines_of_file(past.board.standing, names | {"none": "No call to action"})
    return table_answer(wanted, f"board-{key}-{number}", COLUMNS, lines)


def _page(request: HttpRequest, rows: list) -> Page:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _found(listed: lists.Listed | None) -> lists.Listed:
    if listed is None:
        raise Http404(
            "The round keeps no such list. The figures of its page open those that it has."
        )
    return listed


def _then(request: HttpRequest, past: Past) -> dict:
    """What each of these pages says of the round, with where the page of today is."""
    today = address_of(request).removeprefix(past.at)
    seal, on = request.user.newest_seal, timezone.localdate()
    choices = read_choices(seal, on, today, past.edition)
    return {"past": past, "today_url": today, "choices": choices}
