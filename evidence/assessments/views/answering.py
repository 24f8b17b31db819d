"""The page on which one theme is answered, and what it sends."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, said_by
from accounts.permissions import check, may, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from ..forms import AutosaveForm, BoxesForm
from ..places import Place, find_box, find_place
from ..services.boxes import Outcome, save_answer, save_boxes
from ..services.citing import change_cited
from ..services.ratings import change_ratings
from ..services.states import submit
from ..theme_page import held_at, read_draft, read_reading

NO_VERSION = "Part of what the page sent is missing. Open the page again."
CHANGED = "Somebody else changed this self-assessment a moment ago. Look at it and try again."
RATED_MEANWHILE = (
    "Somebody else chose “{word}” meanwhile. Save again if what stands here should take its place."
)
NOTHING_YET = "Nothing is filled in yet. Answer the four boxes first."


@require_safe
@never_cache
def theme(request: HttpRequest, **keys: str) -> HttpResponse:
    """One theme by one service: to be answered by its Promise Keepers, to be read by everyone
    else.
    """
    place = find_place(**keys, user=request.user)
    if may(request.user, "assess", place):
        draft = read_draft(place, request.user)
        if draft.is_open:
            return render(request, "assessments/draft.html", draft.context(draft.form()))
    return render(request, "assessments/reading.html", read_reading(place, request.user))


@require_POST
@needs("assess")
@never_cache
def autosave(request: HttpRequest, **keys: str) -> JsonResponse:
    """Save one box while somebody types; answers in a few words of JSON."""
    box = find_box(**keys, user=request.user)
    check(request.user, "assess", box)
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": NO_VERSION}, status=422)
    text, seen = form.cleaned_data["text"] or "", form.cleaned_data["version"]
    try:
        saved = save_answer(by=request.user, box=box, seen=seen, text=text)
    except Conflict as conflict:
        return JsonResponse(_in_conflict(conflict), status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    at = timezone.localtime(saved.answer.saved_at).isoformat(timespec="seconds")
    return JsonResponse({"version": saved.answer.version, "saved_at": at, "masked": saved.masked})


def _in_conflict(conflict: Conflict) -> dict:
    """What the page needs to show both texts."""
    theirs = conflict.current
    return {
        "version": theirs.version,
        "text": theirs.text,
        "by": str(theirs.saved_by or "Someone else"),
    }


@form_page
@needs("assess")
@never_cache
def save_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Save all four boxes, what is cited and the ratings, as the button does without a script."""
    return _save_all(request, find_place(**keys, user=request.user), "Your draft is saved.")


@form_page
@needs("assess")
@never_cache
def rate_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Save the ratings, and all else that stands on the page, so that nothing typed below them is
    lost.
    """
    return _save_all(
        request,
        find_place(**keys, user=request.user),
        "Your ratings are saved.",
        "#recommendations",
    )


def _save_all(request: HttpRequest, place: Place, said: str, back_to: str = "") -> HttpResponse:
    """Save what the page holds and go back to it; what could not be saved is shown with what speaks
    against it.
    """
    check(request.user, "assess", place)
    if request.method != "POST":
        return redirect(place)
    form, outcome = _store(request, place)
    if form.is_valid() and not outcome.in_conflict:
        messages.success(request, said)
        return redirect(f"{place.get_absolute_url()}{back_to}")
    return _show_again(request, place, form, outcome)


@form_page
@needs("assess")
@never_cache
def submit_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Save what the page holds, and submit it unless something speaks against that."""
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    if request.method != "POST":
        return redirect(place)
    form, outcome = _store(request, place)
    if form.is_valid() and not outcome.in_conflict and _is_submitted(request, place, form):
        messages.success(
            request, "Your self-assessment is submitted. Everyone who is signed in can read it now."
        )
        say_hints(request, form)
        return redirect(place)
    return _show_again(request, place, form, outcome)


def _store(request: HttpRequest, place: Place) -> tuple[BoxesForm, Outcome]:
    """Save what can be saved of a page; what speaks against the rest stands in the form."""
    form, outcome = read_draft(place, request.user).form(request.POST), Outcome()
    # What is wrong with one box does not keep the others from being saved.
    form.full_clean()
    try:
        with said_by(form):
            outcome = save_boxes(by=request.user, place=place, typed=form.typed())
            _store_ratings(request, place, form, outcome)
            cite_now, uncite_now = form.cites()
            none_yet = form.says_of_none_yet()
            cites = {"cite_now": cite_now, "uncite_now": uncite_now, "none_yet": none_yet}
            change_cited(by=request.user, place=place, **cites)
    except Conflict:
        form.add_error(None, CHANGED)
    return form, outcome


def _store_ratings(request: HttpRequest, place: Place, form: BoxesForm, outcome: Outcome) -> None:
    """Save the ratings that were changed; those that somebody else changed too stand in the form
    with both words.
    """
    chosen = list(form.chosen())
    outcome.ratings = change_ratings(by=request.user, place=place, chosen=chosen)
    form.see_ratings_anew({one.recommendation.key: one.words for one in chosen} | outcome.ratings)
    for key, word in outcome.ratings.items():
        form.add_error(f"extent-{key}", RATED_MEANWHILE.format(word=word or "not rated"))


def _is_submitted(request: HttpRequest, place: Place, form: BoxesForm) -> bool:
    """Submit it as it now stands; the reasons against it, if there are any, stand in the form."""
    found = held_at(place)
    if found is None:
        form.add_error(None, NOTHING_YET)
        return False
    try:
        with said_by(form):
            submit(by=request.user, assessment=found, seen=found.version)
    except Conflict:
        form.add_error(None, CHANGED)
    return form.is_valid()


def _show_again(
    request: HttpRequest, place: Place, form: BoxesForm, outcome: Outcome
) -> HttpResponse:
    """The page with what was typed: what is wrong with it, and what others saved meanwhile."""
    form.see_anew(outcome.saved | outcome.conflicts)
    context = read_draft(place, request.user).context(form, outcome)
    return render(
        request, "assessments/draft.html", context, status=409 if outcome.in_conflict else 200
    )
