"""Self-assessments to be read: a service's whole, all services side by side, and what changed since
the last round.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may
from foundations.models import FrameworkItem, Kind, Round

from ..chapters import read_chapters
from ..differences import compare
from ..models import Submission, WordUpload
from ..places import find_place
from ..side_by_side import read_side_by_side
from ..whole_assessment import find_whole


# A draft changes without a line of history, by which browsers are told what has changed: nothing
# here is kept.
@require_safe
@never_cache
def whole(request: HttpRequest, **keys: str) -> HttpResponse:
    """A service's whole self-assessment on one page, to be read or printed."""
    found = find_whole(**keys, user=request.user)
    chapters = read_chapters(found, request.user)
    own = may(request.user, "assess", found)
    context = {
        "whole": found,
        "chapters": chapters,
        "submitted": sum(chapter.is_submitted for chapter in chapters),
        # As on the service's own page, what does not apply to it is not asked of it.
        "counted": sum(not chapter.set_aside for chapter in chapters),
        "own": own,
        # The newest Word document that can be taken back.
        "upload": own and WordUpload.objects.to_undo(found.service, found.round).first(),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/whole.html", context)


@require_safe
def side_by_side(request: HttpRequest, key: str) -> HttpResponse:
    """What every service submitted about one theme."""
    template = list(FrameworkItem.objects.template_of(key))
    theme = next((item for item in template if item.kind == Kind.THEME), None)
    if theme is None or not theme.has_template:
        raise Http404(f"There is no self-assessment template {key}. The themes T1 to T19 have one.")
    prompts = [item for item in template if item.kind == Kind.PROMPT]
    today = timezone.localdate()
    rounds = list(Round.objects.for_assessment().filter(first_day__lte=today))
    context = {"theme": theme, "rounds": rounds}
    if rounds:
        round, last = _choose(rounds, request.GET.get("round", ""))
        number = request.GET.get("page")
        found = read_side_by_side(theme, prompts, round, last, today, number)
        context |= {"round": round, "last": last, "found": found}
    return render(request, "assessments/side_by_side.html", context)


def _choose(rounds: list[Round], key: str) -> tuple[Round, Round | None]:
    """The round that is asked for (the newest if none is) and the one before it. Raises Http404 for
    an unknown one.
    """
    for round, last in zip(rounds, [*rounds[1:], None], strict=True):
        if key in ("", round.key):
            return round, last
    raise Http404(
        f"There is no round {key} of self-assessment that has begun; "
        f"{reverse('rounds')} lists the rounds."
    )


@require_safe
def since(request: HttpRequest, **keys: str) -> HttpResponse:
    """What a service changed in its answers to a theme since the last round, word by word."""
    place = find_place(**keys, user=request.user)
    new = Submission.objects.at(place.theme, place.service, place.round).first()
    old = (
        Submission.objects.at(place.theme, place.service, place.last_round).first()
        if place.last_round
        else None
    )
    if new is None or old is None:
        raise Http404(
            f"There are no two rounds to compare; {place.get_absolute_url()} shows what there is."
        )
    boxes = [
        (prompt, compare(old.texts.get(prompt.key, ""), new.texts.get(prompt.key, "")))
        for prompt in place.prompts
    ]
    return render(
        request, "assessments/since.html", {"place": place, "old": old, "new": new, "boxes": boxes}
    )
