"""The page of a round, and the page on which it is closed."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, is_done, saved, settled
from accounts.permissions import may, needs
from accounts.versions import Conflict
from actions.in_rounds import REPORTED, UNREPORTED, key_of, listed_rounds
from evidence.agreed.parts import Part
from foundations.models import Edition, Round
from foundations.round_forms import CloseRoundForm, UndoClosingForm
from foundations.round_views import get_round
from foundations.services import rounds as services
from foundations.writing import say_hints

from ..board.figures import kept_figures
from ..board.rounds import at, newest_edition
from .frozen import Frozen
from .past import read_past
from .reading import read_assessed, read_progress, read_services

PER_PAGE = 50
MEANWHILE_OPENED = "Someone else changed this round meanwhile. Read it again, then open it."
MEANWHILE = "Someone else changed this round meanwhile. Read it again, then close it."


@require_safe
def round(request: HttpRequest, key: str) -> HttpResponse:
    """One round: its days, what it asks for and what has come, from each service, and who opened
    and closed it.
    """
    found = get_round(key)
    kept = _as_kept(request, found)
    context = (
        _figures(found)
        | ({"progress": kept.progress, "lists": {}} if kept else {})
        | {
            "services": _services(request, found, kept),
            "may_open": may(request.user, "open_rounds"),
            "may_close": may(request.user, "close_rounds"),
            "editions": _editions(found),
            "may_open_again": may(request.user, "close_rounds")
            and not services.reasons_against_undoing(found),
        }
    )
    return render(request, "rounds/round.html", context)


@form_page
@needs("close_rounds")
def close_round(request: HttpRequest, key: str) -> HttpResponse:
    """Close a round, after a page that says what has come and what closing means."""
    found = get_round(key)
    if request.method == "POST":
        if is_done(request, services.close_round, round=found, meanwhile=MEANWHILE):
            messages.success(request, f"{found} is closed.")
        return redirect(found)
    form = CloseRoundForm(initial={"version": found.version})
    # What was said before its first day answers no round any more once it is closed.
    too_soon = found.asks_progress and found.first_day == timezone.localdate()
    context = _figures(found) | {"form": form, "too_soon": too_soon}
    context["claims"] = _waiting_claims(request)
    return render(request, "rounds/close.html", context)


@form_page
@needs("close_rounds")
def undo_closing(request: HttpRequest, key: str) -> HttpResponse:
    """Open a closed round again, with the reason."""
    found = get_round(key)
    if reasons := services.reasons_against_undoing(found):
        return settled(request, found, " ".join(reasons))
    form = UndoClosingForm(request.POST or None, initial={"version": found.version})
    try:
        if saved(form, services.undo_closing, by=request.user, round=found):
            messages.success(request, f"{found} is open again. What it showed stays until then.")
            say_hints(request, form)
            return redirect(found)
    except Conflict:
        form.add_error(None, MEANWHILE_OPENED)
    return render(request, "rounds/undo.html", {"round": found, "form": form})


def _as_kept(request: HttpRequest, found: Round) -> Frozen | None:
    """What a round keeps that is closed; None for one that is open, or was closed before anything
    was kept.
    """
    seal, today = request.user.newest_seal, timezone.localdate()
    edition = newest_edition(seal, today, found.key) if found.is_closed else None
    return edition and read_past(request.user, found.key, edition.number).frozen


def _waiting_claims(request: HttpRequest) -> int:
    """How many sub-actions are reported as kept and wait for somebody else to agree."""
    figures = kept_figures(request.user.newest_seal, timezone.localdate())
    return sum(row.part == Part.CLAIMED for row in figures.standing.rows)


def _editions(found: Round) -> list[tuple[Edition, str]]:
    """The closings of a round, the newest first, each with the address of its Board's page; "" for
    one made before these were kept.
    """
    rows = found.editions.select_related("round", "closed_by", "undone_by", "snapshot")
    return [
        (one, f"{at(one)}{reverse('board')}" if hasattr(one, "snapshot") else "") for one in rows
    ]


def _services(request: HttpRequest, found: Round, kept: Frozen | None) -> Page | None:
    """What each service has reported, on pages, or had when the round was closed; None where the
    round does not ask, has not begun, or does not keep it.
    """
    today = timezone.localdate()
    if not found.asks_progress or not found.has_begun(today):
        return None
    then = kept.by_service if kept else None
    if found.is_closed and then is None:
        return None
    rows = then if found.is_closed else list(read_services(found, today))
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _lists(found: Round, on: date) -> dict[str, str]:
    """The addresses of the lists of what is and is not reported in a round, where it has them."""
    if found not in listed_rounds(on):
        return {}
    names = {"reported": REPORTED, "unreported": UNREPORTED}
    here = reverse("sub-actions")
    return {name: f"{here}?round={key_of(found, state)}" for name, state in names.items()}


def _figures(found: Round) -> dict:
    today = timezone.localdate()
    return {
        "round": found,
        "lists": _lists(found, today) if found.asks_progress else {},
        "progress": read_progress(found, today),
        "assessed": read_assessed(found, today),
        "today": today,
    }
