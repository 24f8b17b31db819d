"""What changed between two rounds, or a round and now; and the four groups round by round."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import needs
from actions.groups import Group

from ..board.rounds import newest_edition, read_choices
from .comparing import compare as sections_of
from .frozen import Frozen, kept_now
from .past import read_past
from .turns import read_turns

NOW = "now"


@require_safe
@needs("see_board")
def compare(request: HttpRequest) -> HttpResponse:
    """What changed from one round to another, or to now."""
    today = timezone.localdate()
    choices = read_choices(request.user.newest_seal, today, "")
    context = {"choices": choices}
    since, until = request.GET.get("from", ""), request.GET.get("to", NOW)
    if since or choices:
        since = since or choices[0].key
        old, new = (_of(request, key) for key in (since, until))
        context |= {"old": old, "new": new, "since": since, "until": until}
        context["sections"] = sections_of(old[1], new[1])
        is_later = old[1].figures.on > new[1].figures.on
        context["is_backwards"] = is_later or (since == NOW != until)
    return render(request, "oversight/rounds/compare.html", context)


def _of(request: HttpRequest, key: str) -> tuple[str, Frozen]:
    """The name of a round and what it keeps, or of now and how everything stands."""
    seal, today = request.user.newest_seal, timezone.localdate()
    if key == NOW:
        return "now", kept_now(seal, today)
    edition = newest_edition(seal, today, key)
    if edition is None:
        raise Http404(f"There is no closed round {key} whose pages were kept.")
    return edition.round.name, read_past(request.user, key, edition.number).frozen


@require_safe
@needs("see_board")
def in_turn(request: HttpRequest) -> HttpResponse:
    """The four groups round by round: of all sub-actions, and of each foundation."""
    turns = read_turns(request.user.newest_seal, timezone.localdate())
    context = {"turns": turns, "groups": list(Group)}
    return render(request, "oversight/rounds/in_turn.html", context)
